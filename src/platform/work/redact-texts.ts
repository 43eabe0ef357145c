import { type Redaction, redaction, unmistakable } from './redaction.js';
import type { Tx } from './tx.js';

/** Text that people write: columns of text or JSON in a table whose rows have an `id`. */
export interface Texts {
  readonly table: string;
  readonly columns: readonly string[];
  /** Whether its rows have a `version`, which must grow so that cached copies of the old text become stale. */
  readonly isVersioned?: boolean;
}

export type TextRow = { id: string } & Record<string, unknown>;
type RewriteRow = (row: TextRow) => TextRow;

/** How many rows one statement searches, so that no request waits long for it. */
const PORTION = 10_000;
/** How many rows one statement writes. */
const WRITTEN = 1_000;
const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Replaces every trace with the pseudonym in all rows of a table: anybody may be mentioned in what anybody writes. Erasing a
 * person is so rare that reading every row is cheaper than an index of words, which every write would have to update.
 */
export async function redactTexts(tx: Tx, texts: Texts, redact: Redaction, rewrite?: RewriteRow): Promise<void> {
  await redactRows(tx, texts, await idsNaming(tx, texts, redact, rewrite), redact, rewrite);
}

/**
 * The same in the names of things, all of which have a `version`. Names must stay different: two may have differed only in
 * the person's names, so each one gets a part of its id.
 *
 * @param vouched the traces that staff entered or confirmed, so that nobody renames a vehicle by calling themselves like it
 */
export async function redactNames(
  tx: Tx,
  tables: readonly string[],
  vouched: readonly string[],
  pseudonym: string,
): Promise<void> {
  const redact = redaction(unmistakable(vouched), pseudonym);
  const rename = (row: TextRow): TextRow => {
    const name = redact.of(row.name);
    return name === row.name ? row : { ...row, name: `${String(name)} (${row.id.slice(-4)})` };
  };
  for (const table of tables) await redactTexts(tx, { table, columns: ['name'], isVersioned: true }, redact, rename);
}

/** The rows that contain a trace, sorted. They are not locked, so that other locks can be taken first. */
export async function idsNaming(
  tx: Tx,
  { table, columns }: Texts,
  redact: Redaction,
  rewrite: RewriteRow = redact.of,
): Promise<string[]> {
  if (redact.patterns.length === 0) return [];
  const end = `SELECT id FROM ${table} WHERE id > $1 ORDER BY id OFFSET ${PORTION - 1} LIMIT 1`;
  // Lowers each row once; ILIKE would do it for every pattern.
  const all = columns.map((column) => `${column}::text`).join(', ');
  const naming = `
    SELECT id, ${columns.join(', ')} FROM ${table}
     WHERE id > $1 AND id <= $2
       AND lower(concat_ws(' ', ${all})) LIKE ANY (ARRAY(SELECT lower(pattern) FROM unnest($3::text[]) AS pattern))
     ORDER BY id`;
  const ids: string[] = [];
  for (let from = FIRST; from !== LAST;) {
    const [last] = await tx.query<{ id: string }>(end, [from]);
    const to = last?.id ?? LAST;
    const rows = await tx.query<TextRow>(naming, [from, to, redact.patterns]);
    ids.push(...changed(rows, rewrite).map(({ id }) => id));
    from = to;
  }
  return ids;
}

/** The same in these rows, which are locked in the order of their ids and then read again. */
export async function redactRows(
  tx: Tx,
  { table, columns, isVersioned = false }: Texts,
  ids: readonly string[],
  redact: Redaction,
  rewrite: RewriteRow = redact.of,
): Promise<void> {
  const names = columns.join(', ');
  const sets = columns.map((column) => `${column} = r.${column}`);
  if (isVersioned) sets.push('version = t.version + 1');
  const sorted = [...ids].sort();
  for (let at = 0; at < sorted.length; at += WRITTEN) {
    const rows = await tx.query<TextRow>(
      `SELECT id, ${names} FROM ${table} WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
      [sorted.slice(at, at + WRITTEN)],
    );
    await tx.query(
      `UPDATE ${table} t SET ${sets.join(', ')}
         FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) AS r WHERE t.id = r.id`,
      [JSON.stringify(changed(rows, rewrite))],
    );
  }
}

/** Rewrites the rows, and returns those that have changed. */
function changed(rows: readonly TextRow[], rewrite: RewriteRow): TextRow[] {
  return rows
    .map((row) => [row, rewrite(row)] as const)
    .filter(([before, after]) => JSON.stringify(before) !== JSON.stringify(after))
    .map(([, after]) => after);
}
