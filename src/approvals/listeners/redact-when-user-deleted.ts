import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { redactAudit } from '../../platform/work/erasure.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import { redaction } from '../../platform/work/redaction.js';
import type { Tx } from '../../platform/work/tx.js';

const NOTES = `
  SELECT id, note, steps FROM approvals.requests
   WHERE booker_id = $1 OR originator_id = $1 OR decided_by = $1 OR excluded @> ARRAY[$1::uuid]`;
const WRITE_NOTES = `
  UPDATE approvals.requests q SET note = r.note, steps = r.steps
    FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, note text, steps jsonb)
   WHERE q.id = r.id AND (q.note, q.steps) IS DISTINCT FROM (r.note, r.steps)`;
/** What was said of single bookings of a series, by them or about theirs. */
const OCCURRENCE_NOTES = `
  SELECT o.id, o.note FROM approvals.occurrences o JOIN approvals.requests r ON r.id = o.request_id
   WHERE r.booker_id = $1 OR r.originator_id = $1 OR o.decided_by = $1 OR r.excluded @> ARRAY[$1::uuid]`;
const WRITE_OCCURRENCE_NOTES = `
  UPDATE approvals.occurrences o SET note = r.note FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, note text)
   WHERE o.id = r.id AND o.note IS DISTINCT FROM r.note`;
const END_DELEGATIONS = `
  UPDATE approvals.delegations SET ended_at = now()
   WHERE (delegator_id = $1 OR delegate_id = $1) AND ended_at IS NULL AND upper(period) > now()`;
/** Nobody is left who could follow them. */
const VOID_LINKS = `
  UPDATE approvals.decision_links SET expires_at = least(expires_at, now()) WHERE user_id = $1 AND used_at IS NULL`;

/** ID-17: approvers' notes keep a pseudonym. Open requests are withdrawn by the cancellation of their bookings (AP-8). */
@Injectable()
export class RedactWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { userId, pseudonym }, traces }: UserDeleted, tx: Tx): Promise<void> {
    const redact = redaction(traces, pseudonym);
    const rows = await tx.query<{ id: string; note: string | null; steps: unknown[] }>(NOTES, [userId]);
    await tx.query(WRITE_NOTES, [JSON.stringify(redact.of(rows))]);
    await redactAudit(tx, { type: 'ApprovalRequest', ids: rows.map(({ id }) => id) }, redact);
    const occurrences = await tx.query<{ id: string; note: string | null }>(OCCURRENCE_NOTES, [userId]);
    await tx.query(WRITE_OCCURRENCE_NOTES, [JSON.stringify(redact.of(occurrences))]);
    await redactAudit(tx, { type: 'RequestOccurrence', ids: occurrences.map(({ id }) => id) }, redact);
    await tx.query(END_DELEGATIONS, [userId]);
    await tx.query(VOID_LINKS, [userId]);
  }
}
