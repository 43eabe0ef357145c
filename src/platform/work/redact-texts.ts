import { type Redaction, redaction, unmistakable } from './redaction.js';
import type { Tx } from './tx.js';

/** Where people write: columns of text or JSON of a table whose rows have an `id`. */
export interface Texts {
  readonly table: string;
  readonly columns: readonly string[];
  /** Whether its rows have a `version`, which must grow so that a cached copy of the old text counts as stale. */
  readonly isVersioned?: boolean;
}

export type TextRow = { id: string } & Record<string, unknown>;
type RewriteRow = (row: TextRow) => TextRow;

/** How many rows one statement looks through: a request waits for none longer than some seconds, however many there are. */
const PORTION = 10_000;
/** How many rows one statement writes. */
const WRITTEN = 1_000;
const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Puts the pseudonym for every trace in all rows of a table, whomever they belong to: anybody may be named in what anybody
 * writes. The erasure of a person is so rare that every row is read for it; an index of the words would cost every write.
 */
export async function redactTexts(tx: Tx, texts: Texts, redact: Redaction, rewrite?: RewriteRow): Promise<void> {
  await redactRows(tx, texts, await idsNaming(tx, texts, redact, rewrite), redact, rewrite);
}

/**
 * The same in the names of things, all of which have a `version`. They must stay apart: two may have differed by somebody's
 * former name and present one only, so each gets something of its id.
 *
 * @param vouched the traces that staff gave or confirmed, so that nobody renames a vehicle by taking its name
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

/** The rows that hold a trace, in order; none is locked, so that what has to be locked before them can be. */
export async function idsNaming(
  tx: Tx,
  { table, columns }: Texts,
  redact: Redaction,
  rewrite: RewriteRow = redact.of,
): Promise<string[]> {
  if (redact.patterns.length === 0) return [];
  const end = `SELECT id FROM ${table} WHERE id > $1 ORDER BY id OFFSET ${PORTION - 1} LIMIT 1`;
  // Lowered once a row, and not once a row and pattern as by ILIKE.
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

/** The same in these rows. They are locked in the order of their ids, and looked at as they are then. */
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

/** Those that are not what they were, rewritten. */
function changed(rows: readonly TextRow[], rewrite: RewriteRow): TextRow[] {
  return rows
    .map((row) => [row, rewrite(row)] as const)
    .filter(([before, after]) => JSON.stringify(before) !== JSON.stringify(after))
    .map(([, after]) => after);
}
