import type { Pool } from 'pg';
import type { TestApp } from './app.js';
import { eventually } from './eventually.js';

const TABLES = `
  SELECT schemaname || '.' || quote_ident(tablename) AS name FROM pg_tables
   WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

/** What changes by itself: who was seen when, what was counted, ceremonies begun, and the queue's own bookkeeping. */
const RESTLESS = /^(identity\.(sessions|webauthn_challenges)|platform\.limits|bullmq\..*)$/;
/** Of a call that is tried again, only how often and how it went changes by itself. */
const RETRIED =
  /"(tries|attempts|due_at|error|state|status|held_until|duration_ms|attempted_at)": ("(\\.|[^"\\])*"|[^,}]*)/g;

const CALLS = 'notifications.webhook_deliveries';

/** Every row of every table, as text. */
export async function everythingStored(db: Pool): Promise<Map<string, string>> {
  const tables = await db.query<{ name: string }>(TABLES);
  const stored = new Map<string, string>();
  for (const { name } of tables.rows) {
    const { rows } = await db.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t ORDER BY 1`);
    stored.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return stored;
}

/** Where any of these words stands, in any table of any schema. */
export async function placesOf(db: Pool, words: string[]): Promise<string[]> {
  const stored = await everythingStored(db);
  const forms = words.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]).map((word) => word.toLowerCase());
  return [...stored].flatMap(([table, text]) => {
    // Rows are told as JSON, in which the JSON of the queue is text once more.
    const plain = text.toLowerCase().replaceAll('\\\\', '\\').replaceAll('\\"', '"');
    return forms.filter((form) => plain.includes(form.replaceAll('\\"', '"'))).map((form) => `${table}: ${form}`);
  });
}

/** What must be as it was after a refusal. Ask only when everything has settled. */
export async function stateOf(db: Pool): Promise<Record<string, string[]>> {
  const stored = await everythingStored(db);
  return Object.fromEntries(
    [...stored]
      .filter(([name]) => !RESTLESS.test(name))
      .map(([name, rows]) => [name, name === CALLS ? rows.replace(RETRIED, '') : rows] as const)
      .map(([name, rows]) => [name, rows.split('\n')]),
  );
}

/** Waits until every event is delivered and every mail sent. */
export async function settled({ db }: TestApp): Promise<void> {
  await eventually('every event is delivered and every mail sent', async () => {
    const { rows } = await db.query<{ open: number }>(`
      SELECT (SELECT count(*) FROM platform.outbox WHERE state = 'pending')::int
           + (SELECT count(*) FROM notifications.mails WHERE state = 'queued')::int AS open`);
    return rows[0]!.open === 0;
  });
}
