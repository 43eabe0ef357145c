import { z } from 'zod';
import { type CsvRow, parseCsv } from '../../../platform/csv/parse-csv.js';
import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { emailAddress, line } from '../../../platform/http/schemas.js';
import { fieldProblems } from '../../../platform/http/requests/validation.js';
import { ShortStretches } from '../../../platform/work/short-stretches.js';
import type { FileRow } from '../../use-cases/import/file-rows.js';
import { personName, phoneNumber } from './user.schemas.js';

const MOST_ROWS = 1_000;
/**
 * Includes empty rows, which do not count as people. A longer file is not read to its end, so that refusing it is cheap
 * (S-4).
 */
const MOST_LINES = 2 * MOST_ROWS;
const NEEDED = ['email', 'name', 'branch'];

/** Spreadsheets, and our own exports, put an apostrophe before text that looks like a formula. It is not part of the text. */
const withoutGuard = (text: string) => text.replace(/^'(?=[=+\-@])/, '').trim();
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal('').transform(() => null), schema]).default(null);
const list = z
  .string()
  .default('')
  .transform((text) => text.split(';').map((part) => part.trim()))
  .transform((parts) => parts.filter(Boolean));
const flag = z.string().transform((text, context) => {
  const word = text.toLowerCase();
  if (word === '' || word === 'true') return true;
  if (word !== 'false') context.addIssue({ code: 'custom', message: 'must be true or false; empty means true' });
  return false;
});

/** `multibranch_admin:NORTH|SOUTH`: a role with the branches that it reaches, by their codes. */
const role = (text: string) => {
  const [key, branches] = text.split(/:(.*)/s) as [string, string?];
  return { key: key.trim(), branches: branches?.split('|').map((code) => code.trim()) ?? null };
};

/** The columns, by their headings in the first line. */
const Row = z.object({
  email: emailAddress,
  name: personName,
  phone: optional(phoneNumber),
  reference: optional(line(60)),
  branch: line(30),
  groups: list.pipe(z.array(line(100)).max(50)),
  roles: list.pipe(z.array(z.string().max(2_000)).max(20)).transform((parts) => parts.map(role)),
  canSignIn: flag.default(true),
});
const columns = Object.keys(Row.shape);

/** A CSV file of people (ID-20), as text. */
export const UsersFile = z.string();
export type UsersFile = z.output<typeof UsersFile>;

/** Reports a wrong row as part of the result. @throws InvalidInput only if the file as a whole cannot be read */
export async function readUsersFile(text: UsersFile): Promise<FileRow[]> {
  // Spreadsheets also write rows and columns that are empty.
  const lines = linesOf(text);
  if (lines.length > MOST_LINES) throw bad(`a file can contain at most ${MOST_ROWS} people`);
  const [header, ...rows] = lines.filter(({ fields }) => fields.some((field) => field.trim() !== ''));
  const headings = (header?.fields ?? []).map(columnOf);
  const names = headings.filter((name) => name !== '');
  const unknown = names.find((name) => !columns.includes(name));
  const missing = NEEDED.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw bad(`${JSON.stringify(unknown)} is not a column. The columns are ${columns.join(', ')}`);
  if (missing) throw bad(`the column ${missing} is missing from the first line`);
  if (new Set(names).size < names.length) throw bad('a column appears twice');
  if (rows.length > MOST_ROWS) throw bad(`a file can contain at most ${MOST_ROWS} people`);
  const read: FileRow[] = [];
  const stretches = new ShortStretches();
  for (const { line: number, fields } of rows) {
    read.push(fileRow(number, headings, fields));
    await stretches.pause();
  }
  return read;
}

function linesOf(text: string): CsvRow[] {
  try {
    return parseCsv(text, MOST_LINES + 1);
  } catch (error) {
    throw error instanceof InvalidInput ? bad(error.message) : error;
  }
}

function fileRow(number: number, headings: readonly string[], fields: readonly string[]): FileRow {
  const cells = headings.map((name, index) => [name, withoutGuard(fields[index] ?? '')] as const);
  const values = Object.fromEntries(cells.filter(([name]) => name !== ''));
  const email = String(values.email).toLowerCase();
  const wrong = (code: string, message: string): FileRow => {
    return { line: number, email, person: null, errors: [{ field: '', code, message }] };
  };
  const length = Math.max(headings.length, fields.findLastIndex((field) => field.trim() !== '') + 1);
  if (fields.length < headings.length || length > headings.length) {
    return wrong('wrong_length', `has ${fields.length} fields, but the first line has ${headings.length}`);
  }
  const nameless = cells.findIndex(([name, value]) => name === '' && value !== '');
  if (nameless >= 0) return wrong('no_heading', `has text in column ${nameless + 1}, which has no heading`);
  const { data, error } = Row.safeParse(values);
  return { line: number, email, person: data ?? null, errors: error ? fieldProblems(error.issues) : [] };
}

/** Headings are matched regardless of case. */
function columnOf(heading: string): string {
  const given = heading.trim();
  return columns.find((name) => name.toLowerCase() === given.toLowerCase()) ?? given;
}

const bad = (message: string) => new InvalidInput([{ field: '', code: 'invalid', message }]);
