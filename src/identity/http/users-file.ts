import { z } from 'zod';
import { parseCsv } from '../../platform/csv/parse-csv.js';
import { InvalidInput } from '../../platform/domain/domain-error.js';
import { emailAddress, line } from '../../platform/http/schemas.js';
import { fieldProblems } from '../../platform/http/validation.js';
import type { FileRow } from '../use-cases/file-rows.js';
import { personName, phoneNumber } from './user.schemas.js';

const MOST_ROWS = 1_000;
const NEEDED = ['email', 'name', 'branch'];

/** Spreadsheets, and our own exports, put an apostrophe before what would be a formula; it is no part of the text. */
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
  if (word !== 'false') context.addIssue({ code: 'custom', message: 'must be true or false; left empty it is true' });
  return false;
});

/** `multibranch_admin:NORTH|SOUTH`: a role with the branches that it reaches, by their codes. */
const role = (text: string) => {
  const [key, branches] = text.split(/:(.*)/s) as [string, string?];
  return { key: key.trim(), branches: branches?.split('|').map((code) => code.trim()) ?? null };
};

/** The columns, by their names in the first line. */
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

/** A CSV file of people (ID-20). A row that is wrong is told as such; only a file that is no such file is refused here. */
export const UsersFile = z.string().transform((text, context): FileRow[] => {
  try {
    return rowsOf(text);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});
export type UsersFile = z.output<typeof UsersFile>;

function rowsOf(text: string): FileRow[] {
  const [header, ...rows] = parseCsv(text);
  const names = (header?.fields ?? []).map(columnOf);
  const unknown = names.find((name) => !columns.includes(name));
  const missing = NEEDED.find((name) => !names.includes(name));
  if (unknown !== undefined) throw bad(`${JSON.stringify(unknown)} is no column; there are ${columns.join(', ')}`);
  if (missing) throw bad(`the column ${missing} is missing in the first line`);
  if (new Set(names).size < names.length) throw bad('a column is there twice');
  if (rows.length > MOST_ROWS) throw bad(`a file holds at most ${MOST_ROWS} people`);
  return rows.map(({ line: number, fields }) => fileRow(number, names, fields));
}

function fileRow(number: number, names: readonly string[], fields: readonly string[]): FileRow {
  const values = Object.fromEntries(names.map((name, index) => [name, withoutGuard(fields[index] ?? '')]));
  const email = String(values.email).toLowerCase();
  if (fields.length !== names.length) {
    const message = `has ${fields.length} fields, and the first line ${names.length}`;
    return { line: number, email, person: null, errors: [{ field: '', code: 'wrong_length', message }] };
  }
  const { data, error } = Row.safeParse(values);
  return { line: number, email, person: data ?? null, errors: error ? fieldProblems(error.issues) : [] };
}

/** Headings are read whatever their case. */
function columnOf(heading: string): string {
  const given = heading.trim();
  return columns.find((name) => name.toLowerCase() === given.toLowerCase()) ?? given;
}

const bad = (message: string) => new InvalidInput([{ field: '', code: 'invalid', message }]);
