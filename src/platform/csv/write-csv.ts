import { stringify } from 'csv-stringify/sync';

/** The types that a cell may have. */
export type CsvCell = string | number | boolean | Date | null;

/** A column of a CSV file: its heading, and the value for a row. */
export type CsvColumn<Row> = readonly [heading: string, cell: (row: Row) => CsvCell];

/** Without it Excel reads UTF-8 as something else; other readers skip it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets run what begins like this as a formula; some take the full-width twins for the same. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Text that a spreadsheet would run gets an apostrophe in front. Numbers and instants are written by us and stay as they are.
 */
const withoutFormula = (text: string) => (FORMULA.test(text) ? `'${text}` : text);

/** The rows as CSV (RFC 4180), without headings. */
export function csvLines(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(rows as CsvCell[][], {
    record_delimiter: '\r\n',
    // A line break of any kind: the library quotes only its own.
    quoted_match: /[\r\n]/,
    cast: { string: withoutFormula, date: (instant) => instant.toISOString(), boolean: String },
  });
}

/** A CSV file (RFC 4180), piece by piece: the headings, then a piece for each batch of rows. */
export async function* csvPieces<Row>(
  columns: readonly CsvColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLines([columns.map(([heading]) => heading)]);
  for await (const rows of batches) yield csvLines(rows.map((row) => columns.map(([, cell]) => cell(row))));
}
