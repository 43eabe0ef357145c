import { InvalidInput } from '../domain/domain-error.js';

/**
 * The rows of a CSV file (RFC 4180): fields by commas, quotes where a field holds a comma, a quote (doubled) or a line
 * break, lines by CRLF or LF, empty lines left out. Each row comes with the number of the line that it begins in.
 *
 * @throws InvalidInput for a quote that stands where none can, or is never closed
 */
export function parseCsv(text: string): { line: number; fields: string[] }[] {
  const rows: { line: number; fields: string[] }[] = [];
  const field = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  let [line, fields, begun]: [number, string[], number] = [1, [], 1];
  while (field.lastIndex < text.length || fields.length > 0) {
    const found = field.exec(text);
    if (!found) throw misquoted(line);
    const [whole, quoted, bare, end] = found;
    fields.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    if (fields.length > 1 || fields[0] !== '') rows.push({ line: begun, fields });
    [fields, begun] = [[], line];
  }
  return rows;
}

const misquoted = (line: number) =>
  new InvalidInput([{ field: `line ${line}`, code: 'misquoted', message: `a quote in line ${line} is out of place` }]);
