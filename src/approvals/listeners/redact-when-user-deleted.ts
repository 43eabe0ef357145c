import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { redactAudit } from '../../platform/work/erasure.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import { redaction } from '../../platform/work/redaction.js';
import type { Tx } from '../../platform/work/tx.js';

const NOTES = `
  SELECT id, note FROM approvals.requests WHERE booker_id = $1 OR originator_id = $1 OR decided_by = $1`;

/** ID-17: approvers' notes keep a pseudonym. Open requests are withdrawn by the cancellation of their bookings (AP-8). */
@Injectable()
export class RedactWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { userId, pseudonym }, traces }: UserDeleted, tx: Tx): Promise<void> {
    const redact = redaction(traces, pseudonym);
    const rows = await tx.query<{ id: string; note: string | null }>(NOTES, [userId]);
    await tx.query(
      `UPDATE approvals.requests q SET note = r.note
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, note text) WHERE q.id = r.id AND q.note IS NOT NULL`,
      [JSON.stringify(redact.of(rows))],
    );
    await redactAudit(tx, { type: 'ApprovalRequest', ids: rows.map(({ id }) => id) }, redact);
  }
}
