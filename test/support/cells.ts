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
 * What a role gets of an operation that is called, on the things of its own branch, as it has to be called: `yes` 2xx,
 * `absent` 404 since what it is about is not theirs to read, `barred` 403 since they may read it and not do this with it,
 * `no` 403 at the door.
 */
export type Cell = 'yes' | 'absent' | 'barred' | 'no';

/** A line of the table, by letter; undefined for `everybody`, which includes who has not signed in. */
export function cellsOf(line: string): Map<string, Cell> | undefined {
  if (line === 'everybody') return undefined;
  const marks = line.split(/[\s|]+/);
  const cells = COLUMNS.map(([letter], index) => [letter, cellOf(letter, marks[index])] as const);
  if (marks.length !== COLUMNS.length || cells.some(([, cell]) => !cell))
    throw new Error(`Not a line of ${COLUMNS.length} columns, ${lineOf(() => 'yes')}: ${line}`);
  return new Map(cells as [string, Cell][]);
}

/** The line that says so. */
export function lineOf(cell: (letter: string) => Cell | undefined): string {
  const marks = COLUMNS.map(([letter]) => markOf(letter, cell(letter) ?? 'no'));
  return `${marks.slice(0, SCHOOL).join(' ')} | ${marks.slice(SCHOOL).join(' ')}`;
}

const CELLS: readonly Cell[] = ['yes', 'absent', 'barred', 'no'];
const markOf = (letter: string, cell: Cell): string =>
  ({ yes: letter, absent: letter.toLowerCase(), barred: `${letter.toLowerCase()}!`, no: '-' })[cell];
const cellOf = (letter: string, mark?: string) => CELLS.find((cell) => markOf(letter, cell) === mark);
