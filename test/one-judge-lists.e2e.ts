import fc from 'fast-check';
import type { Action, SubjectName } from '../src/access/domain/subjects.js';
import { type TestApp, startApp } from './support/app.js';
import { putBookings } from './support/bookings.js';
import { allowed, builtInRoleIds, organisations, people, type Person, store } from './support/drawn-organisation.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { inParallel } from './support/in-parallel.js';

type Row = { id: string };

/** The lists whose things can be asked for one by one too, and the facts that the rules look at, past every rule. */
const LISTS: readonly { path: string; query?: string; subject: SubjectName; facts: string }[] = [
  {
    path: '/users',
    subject: 'User',
    facts: `SELECT id, branch_id AS "branchId", state FROM identity.users WHERE state <> 'deleted'`,
  },
  {
    path: '/bookings',
    query: '&view=mine,entered,branch',
    subject: 'Booking',
    facts: `SELECT id, branch_id AS "branchId", booker_id AS "bookerId", originator_id AS "originatorId",
                   passenger_ids AS "passengerIds" FROM bookings.bookings`,
  },
  { path: '/vehicles', subject: 'Vehicle', facts: 'SELECT id, branch_id AS "branchId" FROM fleet.vehicles' },
  { path: '/branches', subject: 'Branch', facts: 'SELECT id FROM branches.branches' },
  { path: '/groups', subject: 'Group', facts: 'SELECT id, branch_ids AS "branchIds" FROM branches.groups' },
  { path: '/locations', subject: 'Location', facts: 'SELECT id, branch_ids AS "branchIds" FROM branches.locations' },
  {
    path: '/accessories',
    subject: 'Accessory',
    facts: 'SELECT id, branch_ids AS "branchIds" FROM branches.accessories',
  },
];

/** Some of each, in a way that does not change from run to run; who looks at them does. */
const pick = <Item>(items: readonly Item[], n: number): Item => items[(n * 7 + (n >> 2)) % items.length]!;

describe('one judge of the lists that people see (RP-2, RP-13)', () => {
  let app: TestApp;
  let branches: string[];
  let actors: GivenUser[];

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    branches = await inParallel([1, 2, 3, 4], 2, () => given.branch());
    actors = await inParallel(branches.slice(0, 2), 2, (branchId) => given.user(branchId, ['booker']));
    await Promise.all(branches.map(register));
    const contacts = await inParallel(branches, 2, (branchId) => given.contact(branchId));
    for (const [n, kind] of ['groups', 'locations', 'accessories', 'groups', 'locations', 'accessories'].entries()) {
      const branchIds = n < 3 ? [pick(branches, n)] : [pick(branches, n), pick(branches, n + 1)];
      await app.admin.expect(201, 'POST', `/${kind}`, { name: `${kind} ${n}`, branchIds });
    }
    const vehicles = await inParallel(branches, 2, (branchId) => given.vehicle(branchId));
    const reasonId = await given.reason();
    const anybody = [...actors.map(({ id }) => id), ...contacts];
    const bookings = Array.from({ length: 16 }, (_, n) => ({
      vehicleId: vehicles[n % 4]!,
      branchId: branches[n % 4]!,
      bookerId: pick(anybody, n),
      originatorId: pick(anybody, n + 5),
      passengerIds: [pick(anybody, n + 9)],
      start: new Date(Date.now() + n * 7_200_000),
      end: new Date(Date.now() + n * 7_200_000 + 3_600_000),
      reasonId,
    }));
    await putBookings(app.db, bookings);
  });
  afterAll(() => app?.stop());

  /** Somebody who waits for approval (RP-7). */
  async function register(branchId: string): Promise<void> {
    const email = `waits${crypto.randomUUID().slice(0, 8)}@else.example`;
    const client = app.anyone();
    await client.expect(202, 'POST', '/registrations', { email, name: 'Waits', password: PASSWORD, branchId });
    const token = (await app.mail.waitFor(email)).tokens[0]!;
    await client.expect(200, 'POST', '/email-verifications', { token });
  }

  /** As any past of an organisation may have left it: the service would refuse to give some of these roles today. */
  const become = ({ userId, branchId, roles }: Person) =>
    app.db.query('UPDATE identity.users SET branch_id = $2, roles = $3 WHERE id = $1', [
      userId,
      branchId,
      JSON.stringify(roles),
    ]);

  it('RP-2, RP-13: a list has what can be seen one by one and nothing else, as the rule in plain words has it', async () => {
    const seen = { yes: 0, no: 0, forbidden: 0 };
    const statusOf = async ({ client }: GivenUser, path: string) => (await client.get(path)).status;

    async function compare(actor: GivenUser, can: ReturnType<typeof allowed>, list: (typeof LISTS)[number]) {
      const { path, query = '', facts } = list;
      const rows = (await app.db.query<Row>(`${facts} ORDER BY id`)).rows;
      const expected = rows.filter(can).map(({ id }) => id);
      const { status, body } = await actor.client.get(`${path}?limit=200${query}`);
      expect([200, 403]).toContain(status);
      const listed = status === 200 ? body.items.map(({ id }: Row) => id).sort() : [];
      expect([path, listed]).toEqual([path, expected]);
      // What they may not see is not there; of a kind that is not theirs at all nothing is told either.
      const absent = status === 403 ? 403 : 404;
      const statuses = await inParallel(rows, 4, ({ id }) => statusOf(actor, `${path}/${id}`));
      expect([path, statuses]).toEqual([path, rows.map(({ id }) => (expected.includes(id) ? 200 : absent))]);
      seen.yes += expected.length;
      seen.no += rows.length - expected.length;
      seen.forbidden += status === 403 ? 1 : 0;
    }

    const drawn = organisations(await builtInRoleIds(app.db), branches).chain((organisation) =>
      fc.record({
        organisation: fc.constant(organisation),
        persons: fc.tuple(...actors.map(({ id }) => people(id, organisation, branches))),
      }),
    );
    const rule = fc.asyncProperty(drawn, async ({ organisation, persons }) => {
      await store(app.db, organisation);
      for (const person of persons) await become(person);
      for (const [n, person] of persons.entries()) {
        for (const list of LISTS) {
          const act = ['read', list.subject] as const satisfies readonly [Action, SubjectName];
          await compare(actors[n]!, allowed(organisation, person, act), list);
        }
      }
    });
    await fc.assert(rule, { numRuns: 10, endOnFailure: true });
    expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(100);
    expect(seen.forbidden).toBeGreaterThan(10);
  });
});
