import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { AccessApi } from '../src/access/index.js';
import type { RowColumns } from '../src/access/index.js';
import { type TestApp, startApp } from './support/app.js';
import { acts, allowed, builtInRoleIds, organisations, people, store } from './support/drawn-organisation.js';

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const branches = [1, 2, 3, 4].map(uuid);
const [me, other] = [uuid(11), uuid(12)];
const states = ['verified', 'pending', 'contact'];

interface Row {
  n: number;
  id: string;
  branchId: string | null;
  branchIds: string[];
  aboutBranchId: string | null;
  bookerId: string;
  originatorId: string;
  passengerIds: string[];
  state: string;
}

const COLUMNS: RowColumns = {
  id: 'r.id',
  branchId: 'r.branch_id',
  branchIds: { array: 'r.branch_ids' },
  aboutBranchId: 'r.about_branch_id',
  bookerId: 'r.booker_id',
  originatorId: 'r.originator_id',
  passengerIds: { array: 'r.passenger_ids' },
  state: 'r.state',
};

const TABLE = `
  CREATE TEMP TABLE r (n int PRIMARY KEY, id uuid, branch_id uuid, branch_ids uuid[], about_branch_id uuid,
                       booker_id uuid, originator_id uuid, passenger_ids uuid[], state text);
  INSERT INTO r SELECT * FROM jsonb_to_recordset($rows$ROWS$rows$::jsonb) AS
    x (n int, id uuid, branch_id uuid, branch_ids uuid[], about_branch_id uuid,
       booker_id uuid, originator_id uuid, passenger_ids uuid[], state text)`;

const who = fc.constantFrom(me, other);
const anyRow = fc.record({
  id: fc.constantFrom(...branches),
  branchId: fc.option(fc.constantFrom(...branches)),
  branchIds: fc.subarray(branches),
  aboutBranchId: fc.option(fc.constantFrom(...branches)),
  bookerId: who,
  originatorId: who,
  passengerIds: fc.subarray([me, other]),
  state: fc.constantFrom(...states),
});

const BRANCHES = `
  INSERT INTO branches.branches (id, name, code, time_zone, open_to_sign_up, state)
  SELECT id, id::text, id::text, 'UTC', false, 'open' FROM unnest($1::uuid[]) AS id`;
const VERSION = 'SELECT version FROM access.grants_version';

describe('one judge (RP-2, RP-13)', () => {
  let app: TestApp;
  let db: PoolClient;
  const rows: Row[] = fc.sample(anyRow, { numRuns: 150, seed: 7 }).map((row, n) => ({ n, ...row }));

  beforeAll(async () => {
    app = await startApp();
    db = await app.db.connect();
    await db.query(BRANCHES, [branches]);
    const stored = rows.map((row) => ({
      n: row.n,
      id: row.id,
      branch_id: row.branchId,
      branch_ids: row.branchIds,
      about_branch_id: row.aboutBranchId,
      booker_id: row.bookerId,
      originator_id: row.originatorId,
      passenger_ids: row.passengerIds,
      state: row.state,
    }));
    await db.query(TABLE.replace('ROWS', () => JSON.stringify(stored)));
  });
  afterAll(async () => {
    db?.release();
    await app?.stop();
  });

  it('RP-2, RP-13: the check of a row, the filter of a list in PostgreSQL, and the rule in plain words agree', async () => {
    const access = app.nest.get(AccessApi, { strict: false });
    const decided = { yes: 0, no: 0, forbidden: 0 };
    const numbers = (found: Pick<Row, 'n'>[]) => found.map(({ n }) => n);
    const ofOrganisation = fc.asyncProperty(organisations(await builtInRoleIds(db), branches), async (organisation) => {
      await store(db, organisation);
      const { version } = (await db.query<{ version: string }>(VERSION)).rows[0]!;
      const anybody = people(me, organisation, branches);
      const ofPerson = fc.asyncProperty(anybody, fc.constantFrom(...acts), async (person, act) => {
        const actor = await access.actor({ ...person, groupIds: [] }, person.roles, version);
        const expected = numbers(rows.filter(allowed(organisation, person, act)));
        expect(numbers(rows.filter((row) => actor.can(...act, row)))).toEqual(expected);
        decided.yes += expected.length;
        decided.no += rows.length - expected.length;
        if (!actor.may(...act)) {
          decided.forbidden += 1;
          expect(expected).toEqual([]);
          expect(() => actor.filter(...act, COLUMNS, 1)).toThrow();
          return;
        }
        const { sql, values } = actor.filter(...act, COLUMNS, 1);
        const found = await db.query<Row>(`SELECT n FROM r WHERE ${sql} ORDER BY n`, values);
        expect(numbers(found.rows)).toEqual(expected);
      });
      await fc.assert(ofPerson, { numRuns: 75 });
    });
    // What is drawn of an organisation is not made smaller: the person is.
    await fc.assert(ofOrganisation, { numRuns: 30, endOnFailure: true });
    // Both answers came often enough to prove something.
    expect(Math.min(decided.yes, decided.no)).toBeGreaterThan(20_000);
    expect(decided.forbidden).toBeGreaterThan(300);
  });
});
