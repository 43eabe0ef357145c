import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';

/** What people type is found as they mean it: accents, apostrophes and punctuation say nothing (B-15), filters add up. */
describe('searches', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    const people = [
      { name: 'Séan O’Neil', phone: '+49 (0)30 123-4567' },
      { name: 'Zoe\u0308 Müller-Lüdenscheidt', reference: 'K_1', phone: '030/765 43 21' },
      { name: 'Łukasz Groß', phone: '0049.171.5556677' },
    ];
    for (const [n, person] of people.entries()) {
      const body = { email: `sought${n}@list.example`, canSignIn: false, branchId, ...person };
      await app.admin.expect(201, 'POST', '/users', body);
    }
  });
  afterAll(() => app?.stop());

  const namesOf = async (path: string, query: Record<string, string> | [string, string][]): Promise<string[]> => {
    const { items } = await app.admin.expect(200, 'GET', `${path}?${new URLSearchParams(query)}`);
    return items.map(({ name }: { name: string }) => name);
  };
  const [SEAN, ZOE, LUKASZ] = ['Séan O’Neil', 'Zoë Müller-Lüdenscheidt', 'Łukasz Groß'];

  it.each([
    ["sean o'neil", SEAN],
    ['SÉAN', SEAN],
    ['Se\u0301an Oʼneil', SEAN],
    ['oneil', SEAN],
    ['zoe', ZOE],
    ['Zoë', ZOE],
    ['muller ludenscheidt', ZOE],
    ['MÜLLER–LÜDENSCHEIDT', ZOE],
    ['k-1', ZOE],
    ['lukasz gross', LUKASZ],
    ['+49 30 1234567', SEAN],
    ['030 1234567', SEAN],
    ['(030) 123 45 67', SEAN],
    ['1234567', SEAN],
    ['+49 30 7654', undefined],
    ['030-7654321', ZOE],
    ['7654321', ZOE],
    ['0171 5556677', LUKASZ],
    ['+49 (171) 555', LUKASZ],
    ['sought1@list', ZOE],
    ['nobody', undefined],
  ])('B-15: %j finds %j', async (q, name) => {
    expect(await namesOf('/users', { q })).toEqual(name === undefined ? [] : [name]);
  });

  it('B-15: a search for signs alone finds nobody, and not everybody', async () => {
    for (const q of ['%', '_', '\\', '’', '@', '…']) expect([q, await namesOf('/users', { q })]).toEqual([q, []]);
    expect((await app.admin.get('/users?q=%E2%80%8B')).status).toBe(422);
  });

  it('B-15: the search is answered by its index, also with a number', async () => {
    const db = await app.db.connect();
    try {
      await db.query('BEGIN; SET LOCAL enable_seqscan = off');
      for (const column of ['identity.directory', 'fleet.vehicles']) {
        const { rows } = await db.query(
          `EXPLAIN SELECT FROM ${column} WHERE (search LIKE '%' || platform.search_key('O’Neil') || '%' OR search LIKE '%1234%')`,
        );
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).toContain('BitmapOr');
        expect(plan).toContain("'%oneil%'");
      }
    } finally {
      await db.query('ROLLBACK');
      db.release();
    }
  });

  it('gap 11: vehicles are found by words, kind, group, location and several states', async () => {
    const home = await given.branch();
    const groupId = await given.group([home]);
    const locationId = (await app.admin.expect(201, 'POST', '/locations', { name: 'Yard', branchIds: [home] }))
      .id as string;
    await given.vehicle(home, { name: 'Škoda Kombi', registration: 'B-MP 12', make: 'Škoda', model: 'Octavia' });
    await given.vehicle(home, { name: 'Piper', registration: 'D-EABC', kind: 'Aeroplane', groupIds: [groupId] });
    const boat = await given.vehicle(home, { name: 'Lady O’Lake', registration: 'X 1', kind: 'boat', locationId });
    await app.admin.expect(200, 'PATCH', `/vehicles/${boat}`, { state: 'disabled' });
    const old = await given.vehicle(home, { name: 'Old', registration: 'OLD 1' });
    await app.admin.expect(204, 'DELETE', `/vehicles/${old}`);
    const found = (...query: [string, string][]) => namesOf('/vehicles', [['branchId', home], ...query]);
    expect(await found(['q', 'skoda'])).toEqual(['Škoda Kombi']);
    expect(await found(['q', 'octavia'])).toEqual(['Škoda Kombi']);
    expect(await found(['q', 'bmp12'])).toEqual(['Škoda Kombi']);
    expect(await found(['q', 'B MP-1'])).toEqual(['Škoda Kombi']);
    expect(await found(['q', 'd-eabc'])).toEqual(['Piper']);
    expect(await found(['q', 'ladyo'])).toEqual([]);
    expect(await found(['q', "lady o'l"])).toEqual(['Lady O’Lake']);
    expect(await found(['q', '-'])).toEqual([]);
    expect(await found(['q', '%'])).toEqual([]);
    expect(await found(['kind', 'AEROPLANE'])).toEqual(['Piper']);
    expect(await found(['groupId', groupId])).toEqual(['Piper']);
    expect(await found(['locationId', locationId])).toEqual(['Lady O’Lake']);
    expect(await found()).toEqual(['Lady O’Lake', 'Piper', 'Škoda Kombi']);
    expect(await found(['state', 'disabled'])).toEqual(['Lady O’Lake']);
    expect(await found(['state', 'disabled'], ['state', 'archived'])).toEqual(['Lady O’Lake', 'Old']);
    expect(await found(['state', 'active'], ['kind', 'boat'])).toEqual([]);
    expect((await app.admin.get('/vehicles?state=active&state=gone')).status).toBe(422);
  });

  it('gap 11: bookings, people and approvals are listed in several states', async () => {
    const home = await given.branch();
    const vehicleId = await given.vehicle(home);
    const asked = await given.vehicle(home, { approvalFlowId: await given.flow() });
    const approver = await given.user(home, ['booking_approver', 'booker', 'branch_admin']);
    const booker = await given.user(home, ['booker']);
    const book = async (id: string, days: number) =>
      (await booker.client.expect(201, 'POST', '/bookings', await given.wish(id, days))).id as string;
    const [confirmed, gone, pending, declined] = [
      await book(vehicleId, 1),
      await book(vehicleId, 2),
      await book(asked, 3),
      await book(asked, 4),
    ];
    await booker.client.expect(200, 'POST', `/bookings/${gone}/cancellation`, {});
    const queue = async (query: string) => (await approver.client.expect(200, 'GET', `/approvals?${query}`)).items;
    const request = (await queue('')).find(({ bookingId }: { bookingId: string }) => bookingId === declined);
    await approver.client.expect(200, 'POST', `/approvals/${request.id}/decision`, { decision: 'decline' });
    const list = async (query: string) =>
      (await booker.client.expect(200, 'GET', `/bookings?${query}`)).items.map(({ id }: { id: string }) => id);
    expect(await list('state=confirmed&state=pending')).toEqual([confirmed, pending]);
    expect(await list('state=upcoming&state=cancelled')).toEqual([confirmed, gone]);
    expect(await list('state=declined&sort=-start&state=pending')).toEqual([declined, pending]);
    const bookingsOf = async (query: string) =>
      (await queue(query)).map(({ bookingId }: { bookingId: string }) => bookingId);
    expect(await bookingsOf('state=pending&state=declined')).toEqual([pending, declined]);
    expect(await bookingsOf('state=declined')).toEqual([declined]);
    expect(await bookingsOf('')).toEqual([pending]);
    const people = (states: string) =>
      namesOf('/users', new URLSearchParams(`branchId=${branchId}&${states}`) as never);
    expect(await people('state=contact&state=verified')).toHaveLength(3);
    expect(await people('state=suspended&state=verified')).toEqual([]);
  });
});
