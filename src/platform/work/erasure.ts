import type { FieldChange } from './changes.js';
import { redactTexts, type TextRow } from './redact-texts.js';
import type { Redaction } from './redaction.js';
import type { Tx } from './tx.js';

const ERASED = '(erased)';
const LOCK = `hashtextextended('setting:erasure', 0)`;

/**
 * Locks the person who is to be erased, before any other lock. It waits for the listeners that are at work: what they have
 * read of the person is written by then, and is found.
 */
export async function beginErasure(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
}

/** A listener's side of it: what it reads of a person is theirs until it has written. */
export async function keepErasureWaiting(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock_shared(${LOCK})`);
}

/** Every value that a person's fields have had; `vouched` are those that someone else gave or had seen. */
export interface FormerValues {
  all: string[];
  vouched: string[];
}

/**
 * Every value that these fields of a subject ever had, as its history tells.
 *
 * @param seenAt when somebody else took the subject as it was: what stood then is vouched for
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

/** Which entries of the audit trail: those about these subjects, or those of one actor about subjects of a kind. */
export type Entries = { type: string; ids: readonly string[] } | { type: string; actorId: string };

/** Takes the values of these fields out of the audit trail; that they changed stays, and so does every entry. */
export async function eraseFromAudit(tx: Tx, of: Entries, fields: readonly string[]): Promise<void> {
  const erased = (change: FieldChange): FieldChange =>
    fields.includes(change.field)
      ? { ...change, before: change.before === null ? null : ERASED, after: change.after === null ? null : ERASED }
      : change;
  await rewriteAudit(tx, of, (changes) => changes.map(erased));
}

/** Puts the pseudonym for every trace in these entries. */
export async function redactAudit(tx: Tx, of: Entries, { of: redact }: Redaction): Promise<void> {
  await rewriteAudit(tx, of, (changes) =>
    changes.map(({ field, before, after }) => ({ field, before: redact(before), after: redact(after) })),
  );
}

/** Our own words, such as states and permissions. A person's name may equal one of them, and the trail must stay readable. */
const CODE = /^[a-z]+(?:[._:-][a-z]+)*$/;
const isCode = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isCode) : typeof value === 'string' && CODE.test(value);

/**
 * The same in every entry, whatever it is about. Code that rewrites rows later in the transaction calls `redactAudit` for them
 * then: what others did to them meanwhile is stored by the time that their locks are had.
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

/** In the stored entries and in those that this transaction is about to store. */
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

/** Event fields with our own words. A person's name may equal one of them, and listeners must still understand the event. */
const CODES = ['state', 'approval', 'fields', 'reasons', 'decision', 'occasion', 'kind', 'what'];

/** An event's payload with the pseudonym for every trace. */
function redactedPayload(value: unknown, redact: Redaction): unknown {
  if (Array.isArray(value)) return value.map((item) => redactedPayload(item, redact));
  if (typeof value !== 'object' || value === null) return redact.of(value);
  const told = ([key, inner]: [string, unknown]) => [key, CODES.includes(key) ? inner : redactedPayload(inner, redact)];
  return Object.fromEntries(Object.entries(value).map(told));
}

/** The same in the events that this transaction is about to store: they tell of things as they were before they were erased. */
export function redactEvents(tx: Tx, redact: Redaction): void {
  for (const { payload } of tx.events) Object.assign(payload, redactedPayload(payload, redact));
}

/** What is said of a person in events, whose reader needs the words no more. */
const WORDS = ['reason', 'toAddress', 'sealedToken'];

/** The same with these fields emptied wherever the object with that id stands. */
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
 * Takes a person out of stored events and answers: their own answers go, others' and events keep a pseudonym. An event
 * about them that still waits is delivered, and its listeners find nobody to tell.
 *
 * @param fields of the person that are too common a word to be looked for, such as a number: emptied where they stand
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
