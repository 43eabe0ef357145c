import fc from 'fast-check';
import { searchKey } from '../src/platform/domain/names.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { inParallel } from './support/in-parallel.js';

interface Person {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  reference: string | null;
  state: string;
  branchId: string;
  groupIds: string[];
  roles: { roleId: string }[];
}

const people = [
  ...['Ada Lovelace', 'Alan Turing', 'Alan Kay', 'Grace Hopper', 'Mary Shaw', 'Ärztin Öz'].map((name, n) => ({
    name,
    phone: `+49 30 10000${n}`,
  })),
  { name: 'Ken 100% Thompson', reference: 'K_1' },
  { name: 'Barbara \\ Liskov', reference: 'K-1' },
  { name: 'Alan Turing', reference: 'ALAN-2', phone: '+44 1908 640404' },
];

const WORDS = [
  'alan',
  'ALAN TURING',
  'al',
  'a',
  'K_1',
  'k-',
  '100%',
  '\\',
  'öz',
  'ÄRZ',
  '640404',
  '+49 30',
  '.example',
  '%',
  'zz',
];

/** Signs say nothing (B-15), and a search for signs alone finds nobody. */
const found = (field: string, q: string) => searchKey(q) !== '' && searchKey(field).includes(searchKey(q));

/** Where the directory says something else than the people themselves. */
const DIFFERENT = `
  SELECT id, branch_id, state, name, group_ids, identity.searched(name, email::text, phone, reference) AS search,
         ARRAY(SELECT (given->>'roleId')::uuid FROM jsonb_array_elements(roles) AS given) AS role_ids
    FROM identity.users
  EXCEPT SELECT user_id, branch_id, state, name, group_ids, search, role_ids FROM identity.directory`;

describe('the list of people (ID-19)', () => {
  let app: TestApp;
  let given: Given;
  let branchIds: string[];
  let groupIds: string[];
  let roleIds: string[];
  let branchAdmin: GivenUser;
  let all: Person[];

  const list = async (query: Record<string, string>, by = app.admin): Promise<Person[]> => {
    const found: Person[] = [];
    let cursor: string | null = null;
    do {
      const asked = new URLSearchParams({ ...query, ...(cursor && { cursor }) });
      const page = await by.expect(200, 'GET', `/users?${asked}`);
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return found;
  };
  const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id);
  const one = async (email: string) => (await list({ q: email }))[0];

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchIds = [await given.branch(), await given.branch()];
    groupIds = [await given.group(branchIds), await given.group(branchIds)];
    roleIds = [await given.roleId('booker'), await given.roleId('booking_approver')];
    branchAdmin = await given.user(branchIds[0]!, ['branch_admin'], { name: 'Édouard' });
    await inParallel(people, 4, async (fields, n) => {
      await app.admin.expect(201, 'POST', '/users', {
        ...{ email: `reader${n}@list.example`, canSignIn: false, ...fields },
        ...{ branchId: branchIds[n % 2], groupIds: groupIds.filter((_, at) => n % 3 === at) },
        roles: roleIds.filter((_, at) => n % 4 !== at).map((roleId) => ({ roleId })),
      });
    });
    all = await list({});
    expect(all.length).toBe(people.length + 2);
  });
  afterAll(() => app?.stop());

  it('ID-19: word and filters, alone and together, page by page, find whom they say and nobody else', async () => {
    const query = fc.record(
      {
        q: fc.constantFrom(...WORDS),
        state: fc.constantFrom('contact', 'verified', 'suspended'),
        roleId: fc.constantFrom(...roleIds),
        branchId: fc.constantFrom(...branchIds),
        groupId: fc.constantFrom(...groupIds),
        limit: fc.constantFrom('1', '2', '50'),
      },
      { requiredKeys: [] },
    );
    const wanted =
      (asked: Partial<Record<'q' | 'state' | 'roleId' | 'branchId' | 'groupId', string>>) => (person: Person) =>
        (!asked.q ||
          [person.name, person.email, person.phone, person.reference]
            .filter((field) => field !== null)
            .some((field) => found(field, asked.q!))) &&
        (!asked.state || person.state === asked.state) &&
        (!asked.branchId || person.branchId === asked.branchId) &&
        (!asked.roleId || person.roles.some(({ roleId }) => roleId === asked.roleId)) &&
        (!asked.groupId || person.groupIds.includes(asked.groupId));
    const hits = { none: 0, some: 0 };
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const expected = all.filter(wanted(asked));
        expect(await list(asked)).toEqual(expected);
        const own = expected.filter(({ branchId }) => branchId === branchIds[0]);
        expect(idsOf(await list(asked, branchAdmin.client))).toEqual(idsOf(own));
        hits[expected.length > 0 ? 'some' : 'none'] += 1;
      }),
      { numRuns: 120 },
    );
    expect(Math.min(hits.none, hits.some)).toBeGreaterThan(10);
  });

  it('ID-19: the order is that of the names, and who has the same name comes once', () => {
    const byName = all.toSorted((a, b) =>
      Buffer.compare(Buffer.from(`${a.name}\0${a.id}`), Buffer.from(`${b.name}\0${b.id}`)),
    );
    expect(idsOf(all)).toEqual(idsOf(byName));
    expect(all.filter(({ name }) => name === 'Alan Turing')).toHaveLength(2);
  });

  it('ID-19: every act is found at once by what it made of somebody, and no longer by what was', async () => {
    const user = await given.user(branchIds[0]!, ['booker'], { phone: '0170 111', groupIds: [groupIds[0]!] });
    const path = `/users/${user.id}`;
    const has = async (query: Record<string, string>) => idsOf(await list({ ...query, q: user.email })).length === 1;
    const [booker, approver] = roleIds as [string, string];
    expect(await has({ roleId: booker, groupId: groupIds[0]!, branchId: branchIds[0]!, state: 'verified' })).toBe(true);

    await app.admin.expect(200, 'PATCH', path, { name: 'Katherine Johnson', phone: null, reference: 'NASA-1' });
    expect(idsOf(await list({ q: 'katherine j' }))).toEqual([user.id]);
    expect([await list({ q: '0170 111' }), idsOf(await list({ q: 'nasa' }))]).toEqual([[], [user.id]]);
    await app.admin.expect(200, 'PATCH', path, { branchId: branchIds[1]!, groupIds: [groupIds[1]!] });
    expect([await has({ branchId: branchIds[0]! }), await has({ branchId: branchIds[1]! })]).toEqual([false, true]);
    expect([await has({ groupId: groupIds[0]! }), await has({ groupId: groupIds[1]! })]).toEqual([false, true]);
    await app.admin.expect(200, 'PUT', `${path}/roles`, { roles: [{ roleId: approver }] });
    expect([await has({ roleId: booker }), await has({ roleId: approver })]).toEqual([false, true]);
    await app.admin.expect(200, 'POST', `${path}/suspension`);
    expect([await has({ state: 'verified' }), await has({ state: 'suspended' })]).toEqual([false, true]);
    expect((await one(user.email))?.id).toBe(user.id);
    await app.admin.expect(204, 'DELETE', path);
    expect(await one(user.email)).toBeUndefined();
    expect(await list({ q: 'katherine' })).toEqual([]);
    expect(idsOf(await list({ state: 'deleted' }))).toEqual([user.id]);
    expect((await app.db.query(DIFFERENT)).rows).toEqual([]);
  });

  it('what is searched is there for everybody who is in the list, and for nobody else', async () => {
    const count = `SELECT (SELECT count(*)::int FROM identity.users) AS users, (SELECT count(*)::int FROM identity.directory) AS listed`;
    const { users, listed } = (await app.db.query<{ users: number; listed: number }>(count)).rows[0]!;
    expect(users).toBeGreaterThan(people.length);
    expect(listed).toBe(users);
  });
});
