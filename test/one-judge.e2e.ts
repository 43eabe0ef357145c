import fc from 'fast-check';
import { Client } from 'pg';
import { Actor, type Grant } from '../src/access/domain/actor.js';
import { catalogue, everybodyMay, permissionKeys } from '../src/access/domain/permissions.js';
import type { Reach } from '../src/access/domain/reach.js';
import type { RowColumns } from '../src/access/domain/row-filter.js';
import type { Action, SubjectName } from '../src/access/domain/subjects.js';
import { createDatabase, type TestDatabase } from './support/database.js';

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const branches = [1, 2, 3, 4].map(uuid);
const [me, other] = [uuid(11), uuid(12)];
const states = ['verified', 'pending', 'contact'];

interface Row {
  n: number;
  id: string;
  branchId: string | null;
  branchIds: string[];
  bookerId: string;
  originatorId: string;
  passengerIds: string[];
  state: string;
}

const COLUMNS: RowColumns = {
  id: 'r.id',
  branchId: 'r.branch_id',
  branchIds: { array: 'r.branch_ids' },
  bookerId: 'r.booker_id',
  originatorId: 'r.originator_id',
  passengerIds: { array: 'r.passenger_ids' },
  state: 'r.state',
};

const TABLE = `
  CREATE TEMP TABLE r (n int PRIMARY KEY, id uuid, branch_id uuid, branch_ids uuid[], booker_id uuid,
                       originator_id uuid, passenger_ids uuid[], state text);
  INSERT INTO r SELECT * FROM jsonb_to_recordset($rows$ROWS$rows$::jsonb) AS
    x (n int, id uuid, branch_id uuid, branch_ids uuid[], booker_id uuid, originator_id uuid, passenger_ids uuid[], state text)`;

const who = fc.constantFrom(me, other);
const anyRow = fc.record({
  id: fc.constantFrom(...branches),
  branchId: fc.option(fc.constantFrom(...branches)),
  branchIds: fc.subarray(branches),
  bookerId: who,
  originatorId: who,
  passengerIds: fc.subarray([me, other]),
  state: fc.constantFrom(...states),
});

const reach: fc.Arbitrary<Reach> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('every' as const) },
  { weight: 4, arbitrary: fc.subarray(branches, { maxLength: 3 }) },
);
const grants: fc.Arbitrary<Grant[]> = fc.array(fc.record({ key: fc.constantFrom(...permissionKeys), reach }), {
  maxLength: 12,
});

const acts: (readonly [Action, SubjectName])[] = [
  ...new Map(
    permissionKeys.flatMap((key) => catalogue[key].allows.map((act) => [act.join(' '), act] as const)),
  ).values(),
];

/** RP-2 and RP-7 said again in plain words: some grant, whose permission allows the act, opens this row. */
function allowed(given: readonly Grant[], [action, subject]: readonly [Action, SubjectName], row: Row, open: string[]) {
  const isThis = ([a, s]: readonly [Action, SubjectName]) => a === action && s === subject;
  if (everybodyMay.some(isThis)) return true;
  return given.some(({ key, reach: where }) => {
    const { allows, rows } = catalogue[key];
    if (!allows.some(isThis)) return false;
    if (rows === 'organisation') return where === 'every';
    if ('heldAnywhere' in rows) return where === 'every' || where.length > 0;
    const named = (field: string) => [row[field as keyof Row]].flat() as (string | null)[];
    if ('own' in rows) return rows.own.some((field) => named(field).includes(me));
    if (where === 'every') return true;
    const common = where.filter((branchId) => named(rows.branch).includes(branchId));
    if (rows.pendingOnlyWhereOpen && row.state === 'pending') return common.some((branchId) => open.includes(branchId));
    return common.length > 0;
  });
}

describe('one judge (RP-2, RP-13)', () => {
  let database: TestDatabase;
  let db: Client;
  const rows: Row[] = fc.sample(anyRow, { numRuns: 150, seed: 7 }).map((row, n) => ({ n, ...row }));

  beforeAll(async () => {
    database = await createDatabase();
    db = new Client({ connectionString: database.url });
    await db.connect();
    const stored = rows.map((row) => ({
      n: row.n,
      id: row.id,
      branch_id: row.branchId,
      branch_ids: row.branchIds,
      booker_id: row.bookerId,
      originator_id: row.originatorId,
      passenger_ids: row.passengerIds,
      state: row.state,
    }));
    await db.query(TABLE.replace('ROWS', () => JSON.stringify(stored)));
  });
  afterAll(async () => {
    await db?.end();
    await database?.drop();
  });

  it('RP-2, RP-13: the check of a row, the filter of a list in PostgreSQL, and the rule in plain words agree', async () => {
    const decided = { yes: 0, no: 0, pairs: 0, forbidden: 0 };
    await fc.assert(
      fc.asyncProperty(grants, fc.subarray(branches), fc.constantFrom(...acts), async (given, open, act) => {
        const facts = { userId: me, branchId: branches[0]!, groupIds: [], signUpBranchIds: open };
        const actor = new Actor(facts, given);
        const expected = rows.filter((row) => allowed(given, act, row, open)).map(({ n }) => n);
        expect(rows.filter((row) => actor.can(...act, row)).map(({ n }) => n)).toEqual(expected);
        decided.pairs += rows.length;
        decided.yes += expected.length;
        decided.no += rows.length - expected.length;
        if (!actor.may(...act)) {
          decided.forbidden += 1;
          expect(expected).toEqual([]);
          expect(() => actor.filter(...act, COLUMNS, 1)).toThrow();
          return;
        }
        const { sql, values } = actor.filter(...act, COLUMNS, 1);
        const found = await db.query<{ n: number }>(`SELECT n FROM r WHERE ${sql} ORDER BY n`, values);
        expect(found.rows.map(({ n }) => n)).toEqual(expected);
      }),
      { numRuns: 4_000 },
    );
    // Both answers came often enough to prove something.
    expect(Math.min(decided.yes, decided.no)).toBeGreaterThan(20_000);
    expect(decided.forbidden).toBeGreaterThan(300);
  });
});
