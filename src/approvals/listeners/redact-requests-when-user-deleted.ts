import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { redactAudit } from '../../platform/work/erasure.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import {
  idsNaming,
  redactNames,
  redactRows,
  redactTexts,
  type TextRow,
  type Texts,
} from '../../platform/work/redact-texts.js';
import { type Redaction, redaction, unmistakable } from '../../platform/work/redaction.js';
import type { Tx } from '../../platform/work/tx.js';
import type { RequestStep } from '../domain/request-steps.js';

const REQUESTS: Texts = { table: 'approvals.requests', columns: ['note', 'steps'], isVersioned: true };
/** The names of the steps. */
const STEPS: Texts = { table: 'approvals.flows', columns: ['steps'], isVersioned: true };
/** Notes about single bookings of a series. */
const OCCURRENCES: Texts = { table: 'approvals.occurrences', columns: ['note'] };
/** Bookings whose requests are still open: somebody may be changing them right now. Decided requests need no lock. */
const BOOKINGS_THAT_WAIT = `
  SELECT DISTINCT booking_id AS id FROM (
    SELECT booking_id FROM approvals.requests WHERE id = ANY ($1::uuid[]) AND state = 'pending'
    UNION ALL
    SELECT o.booking_id FROM approvals.occurrences o JOIN approvals.requests r ON r.id = o.request_id
     WHERE o.state = 'pending' AND r.state = 'pending'
       AND (r.id = ANY ($1::uuid[])
            OR r.id IN (SELECT request_id FROM approvals.occurrences WHERE id = ANY ($2::uuid[])))) AS waiting
   ORDER BY 1`;
const END_DELEGATIONS = `
  UPDATE approvals.delegations SET ended_at = now()
   WHERE (delegator_id = $1 OR delegate_id = $1) AND ended_at IS NULL AND upper(period) > now()`;
/** The person who could use the links is gone. */
const VOID_LINKS = `
  UPDATE approvals.decision_links SET expires_at = least(expires_at, now()) WHERE user_id = $1 AND used_at IS NULL`;

/** ID-17: approvers' notes keep a pseudonym. Open requests are withdrawn by the cancellation of their bookings (AP-8). */
@Injectable()
export class RedactRequestsWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { userId, pseudonym }, traces, vouched }: UserDeleted, tx: Tx): Promise<void> {
    const redact = redaction(traces, pseudonym);
    await this.#redact(tx, redact);
    await redactNames(tx, ['approvals.flows'], vouched, pseudonym);
    await redactTexts(tx, STEPS, redaction(unmistakable(vouched), pseudonym));
    await tx.query(END_DELEGATIONS, [userId]);
    await tx.query(VOID_LINKS, [userId]);
  }

  /** Also rewrites requests that the person had no part in: their name may stand in a note. */
  async #redact(tx: Tx, redact: Redaction): Promise<void> {
    const rewrite = (row: TextRow) => ({ ...row, note: redact.of(row.note), steps: stepsWithout(row, redact) });
    const requests = await idsNaming(tx, REQUESTS, redact, rewrite);
    const occurrences = await idsNaming(tx, OCCURRENCES, redact);
    const waiting = await tx.query<{ id: string }>(BOOKINGS_THAT_WAIT, [requests, occurrences]);
    for (const { id } of waiting) await tx.lock('booking', id);
    await redactRows(tx, REQUESTS, requests, redact, rewrite);
    await redactRows(tx, OCCURRENCES, occurrences, redact);
    await redactAudit(tx, { type: 'ApprovalRequest', ids: requests }, redact);
    await redactAudit(tx, { type: 'RequestOccurrence', ids: occurrences }, redact);
  }
}

/** Redacts only the free text of the steps. Their states must stay, even if somebody is called like a state. */
function stepsWithout({ steps }: TextRow, { of }: Redaction): RequestStep[] {
  return (steps as RequestStep[]).map((step) => ({ ...step, name: of(step.name), note: of(step.note) }));
}
