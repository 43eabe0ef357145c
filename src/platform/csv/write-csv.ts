/** What a cell may hold. */
export type Cell = string | number | boolean | Date | null;

/** A column of a CSV file: its heading, and what stands in it for a row. */
export type Column<Row> = readonly [heading: string, cell: (row: Row) => Cell];

/** Without it Excel reads UTF-8 as something else; other readers skip it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets run what begins like this as a formula: with their full-width twins, which some of them take for the same. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One cell. Text that a spreadsheet would run gets an apostrophe in front; numbers and instants are ours, and stay what
 * they are.
 */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A CSV file (RFC 4180), piece by piece: the headings, then a piece for each batch of rows. */
export async function* csvPieces<Row>(
  columns: readonly Column<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${columns.map(([heading]) => csvCell(heading)).join(',')}\r\n`;
  for await (const rows of batches) {
    yield rows.map((row) => `${columns.map(([, cell]) => csvCell(cell(row))).join(',')}\r\n`).join('');
  }
}
