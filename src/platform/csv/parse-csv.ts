import { CsvError, parse } from 'csv-parse/sync';
import { InvalidInput } from '../domain/domain-error.js';

/** A row, with the number of its first line. */
export interface CsvRow {
  line: number;
  fields: string[];
}

/** What spreadsheets separate fields by, depending on the country. */
const DELIMITERS = [',', ';', '\t', '|'];
const LINE_ENDS = ['\r\n', '\n', '\r'];
/** A first line that names the delimiter, as Excel writes it. */
const NAMED = /^sep=([^\r\n])(?:\r\n|\n|\r|$)/i;

/**
 * The rows of a CSV file (RFC 4180): fields with a delimiter, a quote (doubled) or a line break are quoted; lines end with
 * CRLF, LF or CR, and empty ones are left out. The first line decides the delimiter.
 *
 * @param most reads no more rows than these, however long the text
 * @throws InvalidInput for a quote in the wrong place, or one that is never closed
 */
export function parseCsv(text: string, most?: number): CsvRow[] {
  const named = NAMED.exec(text);
  const content = named ? text.slice(named[0].length) : text;
  const delimiter = named?.[1] ?? delimiterOf(content);
  const firstLine = named ? 2 : 1;
  try {
    return rowsOf(content, delimiter, firstLine, most);
  } catch (error) {
    throw error instanceof CsvError ? misquoted(error, firstLine) : error;
  }
}

/** The delimiter that occurs most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const [first = ''] = /^(?:"[^"]*(?:""[^"]*)*"|[^"\r\n])*/.exec(text) ?? [];
  const bare = first.replace(/"[^"]*(?:""[^"]*)*"/g, '');
  const counted = DELIMITERS.map((delimiter) => [delimiter, bare.split(delimiter).length] as const);
  return counted.reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

function rowsOf(text: string, delimiter: string, firstLine: number, most?: number): CsvRow[] {
  const rows = parse(text, {
    delimiter,
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    ...(most !== undefined && { to: most }),
  }) as unknown as { record: string[]; info: { lines: number } }[];
  // The library counts the line in which a row ends; subtract the line breaks in its fields.
  return rows.map(({ record, info }) => {
    return { line: firstLine + info.lines - 1 - breaksIn(record.join('')), fields: record };
  });
}

const breaksIn = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0;

function misquoted(error: CsvError, firstLine: number): InvalidInput {
  const line = firstLine + Number(error.lines) - 1;
  return new InvalidInput([
    { field: `line ${line}`, code: 'misquoted', message: `a quote in line ${line} is in the wrong place` },
  ]);
}
