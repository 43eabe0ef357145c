import type { BuiltInRoleKey } from '../../src/access/domain/built-in-roles.js';

/** The columns of the table of doors, in order: a letter, and the roles of whoever stands for it. */
export const COLUMNS: readonly [letter: string, roles: readonly BuiltInRoleKey[]][] = [
  ['B', ['booker']],
  ['X', ['booker', 'multibranch_booker']],
  ['H', ['booker', 'on_behalf_booker']],
  ['A', ['booking_approver']],
  ['D', ['booking_admin']],
  ['M', ['branch_admin']],
  ['N', ['multibranch_admin']],
  ['O', ['organisation_admin']],
  ['W', ['owner']],
  ['F', ['office_staff']],
  ['I', ['instructor']],
  ['E', ['engineer']],
  ['C', ['accountant']],
  ['P', ['member']],
  ['S', ['student']],
  ['R', ['renter']],
];

/** Where the columns of a flight school begin. */
const SCHOOL = 8;

/**
 * What a role gets of an operation that is called, on the things of its own branch, as it has to be called:
 * `yes` it succeeds, `row` the door opens but this row or act is refused, `no` 403 at the door.
 */
export type Cell = 'yes' | 'row' | 'no';

/** A line of the table, by letter; undefined for `everybody`, which includes who has not signed in. */
export function cellsOf(line: string): Map<string, Cell> | undefined {
  if (line === 'everybody') return undefined;
  const marks = line.split(/[\s|]+/);
  const wrong = marks.length !== COLUMNS.length || marks.some((mark, index) => !isMark(mark, COLUMNS[index]![0]));
  if (wrong) throw new Error(`Not a line of ${COLUMNS.length} columns, ${lineOf(() => 'yes')}: ${line}`);
  return new Map(marks.map((mark, index) => [COLUMNS[index]![0], cellOf(mark)]));
}

/** The line that says so. */
export function lineOf(cell: (letter: string) => Cell | undefined): string {
  const marks = COLUMNS.map(([letter]) => {
    const found = cell(letter);
    return found === 'yes' ? letter : found === 'row' ? letter.toLowerCase() : '-';
  });
  return `${marks.slice(0, SCHOOL).join(' ')} | ${marks.slice(SCHOOL).join(' ')}`;
}

const isMark = (mark: string, letter: string) => ['-', letter, letter.toLowerCase()].includes(mark);
const cellOf = (mark: string): Cell => (mark === '-' ? 'no' : mark === mark.toUpperCase() ? 'yes' : 'row');
