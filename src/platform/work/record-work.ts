import type { Statement } from '../database/statements.js';
import { newId } from '../domain/ids.js';
import { requestContext } from '../http/requests/request-context.js';
import type { Tx } from './tx.js';

const WRITE = `
  WITH told AS (
    -- Due from now, not from the start of the transaction: the one that began first may have got the lock of the booking last,
    -- and what the two say about it has to be due in the order of the lock.
    INSERT INTO platform.outbox (id, type, payload, actor_id, request_id, occurred_at, due_at)
    SELECT e.id, e.type, e.payload, $3::uuid, $4::text, e.occurred_at, clock_timestamp()
      FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, type text, payload jsonb, occurred_at timestamptz)
  )
  INSERT INTO platform.audit_entries (id, actor_id, request_id, subject_type, subject_id, action, changes)
  SELECT a.id, $3::uuid, $4::text, a."subjectType", a."subjectId", a.action, a.changes
    FROM jsonb_to_recordset($2::jsonb)
      AS a(id uuid, "subjectType" text, "subjectId" uuid, action text, changes jsonb)`;

/** The statement that writes all outbox events and audit entries of a unit of work. */
export function recordStatements(tx: Tx): Statement[] {
  if (tx.events.length === 0 && tx.audit.length === 0) return [];
  const events = tx.events.map(({ id, type, payload, occurredAt }) => ({ id, type, payload, occurred_at: occurredAt }));
  const audit = tx.audit.map((entry) => ({ id: newId(), ...entry }));
  const who = [tx.by.userId, requestContext()?.requestId ?? null];
  return [{ text: WRITE, values: [JSON.stringify(events), JSON.stringify(audit), ...who] }];
}
