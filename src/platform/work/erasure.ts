import type { FieldChange } from './changes.js';
import { redactTexts, type TextRow } from './redact-texts.js';
import type { Redaction } from './redaction.js';
import type { Tx } from './tx.js';

const ERASED = '(erased)';
const LOCK = `hashtextextended('setting:erasure', 0)`;

/**
 * Locks the person who is being erased, before any other lock. It waits for running listeners, so that whatever they have
 * read about the person is written by then and is found.
 */
export async function beginErasure(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
}

/** The listener's counterpart: an erasure waits until it has written what it read. */
export async function keepErasureWaiting(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock_shared(${LOCK})`);
}

/** Every value that a person's fields have had; `vouched` are those that staff entered or had seen. */
export interface FormerValues {
  all: string[];
  vouched: string[];
}

/**
 * Every value that these fields of an object ever had, from its history.
 *
 * @param seenAt when staff accepted the object as it was: the values of that time count as vouched
 */
export async function formerValues(
  tx: Tx,
  type: string,
  id: string,
  fields: readonly string[],
  seenAt: Date | null,
): Promise<FormerValues> {
  const rows = await tx.query<{ value: string; vouched: boolean }>(
    `SELECT told.value, coalesce(bool_or(told.given AND (a.actor_id <> a.subject_id OR a.at <= $4)), false) AS vouched
       FROM platform.audit_entries a, jsonb_array_elements(a.changes) AS change,
            LATERAL (VALUES (change ->> 'before', false), (change ->> 'after', true)) AS told (value, given)
      WHERE a.subject_type = $1 AND a.subject_id = $2 AND change ->> 'field' = ANY ($3::text[])
        AND told.value IS NOT NULL AND told.value <> '${ERASED}'
      GROUP BY told.value`,
    [type, id, fields, seenAt],
  );
  const valuesOf = (some: typeof rows) => some.map(({ value }) => value);
  return { all: valuesOf(rows), vouched: valuesOf(rows.filter(({ vouched }) => vouched)) };
}

/** Which audit entries: those about these objects, or those of one actor about objects of a kind. */
export type Entries = { type: string; ids: readonly string[] } | { type: string; actorId: string };

/** Removes the values of these fields from the audit trail. Every entry stays, and still shows that the fields changed. */
export async function eraseFromAudit(tx: Tx, of: Entries, fields: readonly string[]): Promise<void> {
  const erased = (change: FieldChange): FieldChange =>
    fields.includes(change.field)
      ? { ...change, before: change.before === null ? null : ERASED, after: change.after === null ? null : ERASED }
      : change;
  await rewriteAudit(tx, of, (changes) => changes.map(erased));
}

/** Replaces every trace in these entries with the pseudonym. */
export async function redactAudit(tx: Tx, of: Entries, { of: redact }: Redaction): Promise<void> {
  await rewriteAudit(tx, of, (changes) =>
    changes.map(({ field, before, after }) => ({ field, before: redact(before), after: redact(after) })),
  );
}

/**
 * Words of our own, such as states and permissions. A person's name may be the same as one of them, and the trail must stay
 * readable.
 */
const CODE = /^[a-z]+(?:[._:-][a-z]+)*$/;
const isCode = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isCode) : typeof value === 'string' && CODE.test(value);

/**
 * The same in all entries. Code that rewrites rows later in the transaction calls `redactAudit` for those: by the time it has
 * their locks, others may have added entries.
 */
export async function redactWholeAudit(tx: Tx, { of: redact, patterns }: Redaction): Promise<void> {
  const told = (value: unknown) => (isCode(value) ? value : redact(value));
  const rewrite = (changes: FieldChange[]) =>
    changes.map(({ field, before, after }) => ({ field, before: told(before), after: told(after) }));
  for (const entry of tx.audit) entry.changes = rewrite(entry.changes);
  const rewriteRow = ({ id, changes }: TextRow) => ({ id, changes: rewrite(changes as FieldChange[]) });
  await redactTexts(
    tx,
    { table: 'platform.audit_entries', columns: ['changes'] },
    { of: redact, patterns },
    rewriteRow,
  );
}

type RewriteChanges = (changes: FieldChange[]) => FieldChange[];

/** In the stored entries, and in those that this transaction will store. */
async function rewriteAudit(tx: Tx, of: Entries, rewrite: RewriteChanges): Promise<void> {
  const byActor = 'actorId' in of;
  for (const entry of tx.audit) {
    const meant = byActor ? tx.by.userId === of.actorId : of.ids.includes(entry.subjectId);
    if (entry.subjectType === of.type && meant) entry.changes = rewrite(entry.changes);
  }
  const stored = await tx.query<{ id: string; changes: FieldChange[] }>(
    `SELECT id, changes FROM platform.audit_entries
      WHERE subject_type = $1 AND ${byActor ? 'actor_id = $2::uuid' : 'subject_id = ANY ($2::uuid[])'}`,
    [of.type, byActor ? of.actorId : of.ids],
  );
  const rows = stored
    .map(({ id, changes }) => ({ id, before: changes, changes: rewrite(changes) }))
    .filter(({ before, changes }) => JSON.stringify(before) !== JSON.stringify(changes))
    .map(({ id, changes }) => ({ id, changes }));
  await tx.query(
    `UPDATE platform.audit_entries a SET changes = r.changes
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, changes jsonb) WHERE a.id = r.id`,
    [JSON.stringify(rows)],
  );
}

/**
 * Event fields with words of our own. A person's name may be the same as one of them, and listeners must still understand the
 * event.
 */
const CODES = ['state', 'approval', 'fields', 'reasons', 'decision', 'occasion', 'kind', 'what'];

/** An event's payload with the pseudonym in place of every trace. */
function redactedPayload(value: unknown, redact: Redaction): unknown {
  if (Array.isArray(value)) return value.map((item) => redactedPayload(item, redact));
  if (typeof value !== 'object' || value === null) return redact.of(value);
  const told = ([key, inner]: [string, unknown]) => [key, CODES.includes(key) ? inner : redactedPayload(inner, redact)];
  return Object.fromEntries(Object.entries(value).map(told));
}

/** The same in the events that this transaction will store: they describe objects before their erasure. */
export function redactEvents(tx: Tx, redact: Redaction): void {
  for (const { payload } of tx.events) Object.assign(payload, redactedPayload(payload, redact));
}

/** Fields of events about a person that no listener needs any more. */
const WORDS = ['reason', 'toAddress', 'sealedToken'];

/** The same value, with these fields emptied in every object with this id. */
function emptied(value: unknown, id: string, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => emptied(item, id, fields));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  const empty = (key: string) => object.id === id && fields.includes(key);
  return Object.fromEntries(
    Object.entries(object).map(([key, inner]) => [key, empty(key) ? null : emptied(inner, id, fields)]),
  );
}

/**
 * Erases a person from stored events and answers: their own answers are deleted, events and other people's answers get a
 * pseudonym. Waiting events about them are still delivered, and their listeners find nobody to tell.
 *
 * @param fields of the person whose values are too common to search for, such as a number: they are emptied
 */
export async function eraseFromRecords(
  tx: Tx,
  userId: string,
  redact: Redaction,
  fields: readonly string[],
): Promise<void> {
  await tx.query('DELETE FROM platform.idempotency_keys WHERE user_id = $1', [userId]);
  await tx.query(
    `UPDATE platform.outbox o
        SET payload = o.payload || (SELECT coalesce(jsonb_object_agg(key, to_jsonb('${ERASED}'::text)), '{}')
                                      FROM jsonb_object_keys(o.payload) AS key WHERE key = ANY ($2::text[]))
      WHERE payload ->> 'userId' = $1`,
    [userId, WORDS],
  );
  const found = (column: string) => `${column}::text ILIKE ANY ($1::text[])`;
  const events = await tx.query<{ id: string; payload: object; last_error: string | null }>(
    `SELECT id, payload, last_error FROM platform.outbox WHERE ${found('payload')} OR ${found('last_error')}`,
    [redact.patterns],
  );
  await tx.query(
    `UPDATE platform.outbox o SET payload = r.payload, last_error = r.last_error
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, payload jsonb, last_error text) WHERE o.id = r.id`,
    [
      JSON.stringify(
        events.map(({ id, payload, last_error: error }) => {
          return { id, payload: redactedPayload(payload, redact), last_error: redact.of(error) };
        }),
      ),
    ],
  );
  const answers = await tx.query<{ user_id: string; key: string; answer: unknown }>(
    `SELECT user_id, key, answer FROM platform.idempotency_keys WHERE ${found('answer')}`,
    [[...redact.patterns, `%${userId}%`]],
  );
  await tx.query(
    `UPDATE platform.idempotency_keys k SET answer = r.answer
       FROM jsonb_to_recordset($1::jsonb) AS r(user_id uuid, key text, answer jsonb)
      WHERE k.user_id = r.user_id AND k.key = r.key`,
    [JSON.stringify(answers.map((row) => ({ ...row, answer: emptied(redact.of(row.answer), userId, fields) })))],
  );
}
