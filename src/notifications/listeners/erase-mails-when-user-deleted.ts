import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import { redaction } from '../../platform/work/redaction.js';
import type { Tx } from '../../platform/work/tx.js';
import { oneLine, plain } from '../email/wording.js';

/** Waiting mails are no longer sent: they are marked as failed in the history. */
const ERASE_OWN = `
  UPDATE notifications.mails
     SET to_address = 'deleted-' || user_id || '@erased.invalid', to_name = NULL, subject = '(erased)', model = '{}', calendar = NULL,
         sealed_secret = NULL, last_error = NULL, state = CASE state WHEN 'queued' THEN 'failed' ELSE state END
   WHERE user_id = $1`;
const MENTIONS = `
  SELECT id, subject, model, calendar, last_error FROM notifications.mails
   WHERE user_id <> $1 AND (subject ILIKE ANY ($2::text[]) OR model::text ILIKE ANY ($2::text[])
                            OR calendar::text ILIKE ANY ($2::text[]) OR last_error ILIKE ANY ($2::text[]))`;
const REDACT = `
  UPDATE notifications.mails m SET subject = r.subject, model = r.model, calendar = r.calendar, last_error = r.last_error
    FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, subject text, model jsonb, calendar jsonb, last_error text)
   WHERE m.id = r.id`;

/** ID-17: empties emails to the person, and puts a pseudonym for the person into emails to others. */
@Injectable()
export class EraseMailsWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { userId, pseudonym }, traces }: UserDeleted, tx: Tx): Promise<void> {
    // Emails contain names in these forms as well.
    const redact = redaction(
      traces.flatMap((trace) => [trace, plain(trace), oneLine(trace)]),
      pseudonym,
    );
    await tx.query(ERASE_OWN, [userId]);
    await tx.query('DELETE FROM notifications.preferences WHERE id = $1', [userId]);
    const mentions = await tx.query(MENTIONS, [userId, redact.patterns]);
    await tx.query(REDACT, [JSON.stringify(redact.of(mentions))]);
  }
}
