import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';

interface Choice {
  id: string;
  name: string;
}

describe('whom somebody may book for, or take along', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let elsewhere: string;
  let booker: GivenUser;
  let onBehalf: GivenUser;
  let colleague: GivenUser;
  let stranger: GivenUser;
  let contactId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    [branchId, elsewhere] = [await given.branch(), await given.branch()];
    booker = await given.user(branchId, ['booker'], { name: 'Bea Booker' });
    onBehalf = await given.user(branchId, ['booker', 'on_behalf_booker'], { name: 'Olga Behalf' });
    colleague = await given.user(branchId, ['booker'], { name: 'Zoë Álvarez', phone: '+49 30 777888' });
    stranger = await given.user(elsewhere, ['booker'], { name: 'Zoe Elsewhere' });
    contactId = await given.contact(branchId);
  });
  afterAll(() => app?.stop());

  const choices = async ({ client }: GivenUser, query: string): Promise<Choice[]> =>
    (await client.expect(200, 'GET', `/people-choices?${query}`)).items;
  const idsOf = (found: Choice[]) => found.map(({ id }) => id);

  it('RP-5: a booker books for nobody else, but takes along the people of their branch', async () => {
    expect(await choices(booker, 'for=booker')).toEqual([{ id: booker.id, name: 'Bea Booker' }]);
    const aboard = await choices(booker, 'for=passenger');
    expect(idsOf(aboard)).toEqual(expect.arrayContaining([colleague.id, contactId, onBehalf.id]));
    expect(idsOf(aboard)).not.toContain(stranger.id);
    expect(Object.keys(aboard[0]!).sort()).toEqual(['id', 'name']);
  });

  it('RP-5: who books on behalf finds the people and contacts of the branch', async () => {
    const found = idsOf(await choices(onBehalf, 'for=booker'));
    expect(found).toEqual(expect.arrayContaining([booker.id, colleague.id, contactId, onBehalf.id]));
    expect(found).not.toContain(stranger.id);
  });

  it('RP-13: the list and the booking agree: who is listed can be booked for and taken along, and nobody else', async () => {
    const vehicleId = await given.vehicle(branchId, { seats: 9 });
    const everybody = [booker, onBehalf, colleague, stranger].map(({ id }) => id);
    const listed = { booker: new Set<string>(), passenger: new Set<string>() };
    for (const purpose of ['booker', 'passenger'] as const)
      for (const { id } of await choices(onBehalf, `for=${purpose}&limit=200`)) listed[purpose].add(id);
    for (const [day, id] of everybody.entries()) {
      const wish = await given.wish(vehicleId, day + 1);
      const ride = await onBehalf.client.post('/bookings', { ...wish, bookerId: booker.id, passengerIds: [id] });
      const mayRide = id === booker.id ? 404 : listed.passenger.has(id) ? 201 : 404;
      expect([id, ride.status]).toEqual([id, mayRide]);
      const other = await given.wish(await given.vehicle(branchId), day + 1);
      const drive = await onBehalf.client.post('/bookings', { ...other, bookerId: id });
      expect([id, drive.status]).toEqual([id, listed.booker.has(id) ? 201 : 404]);
    }
  });

  it('ID-19: is searched by name alone, without regard to case and accents; addresses and numbers find nobody', async () => {
    expect(await choices(booker, 'for=passenger&q=ZOE%20alv')).toEqual([{ id: colleague.id, name: 'Zoë Álvarez' }]);
    for (const q of ['777888', colleague.email.split('@')[0]!, 'fleet.example', '!!'])
      expect(await choices(booker, `for=passenger&q=${encodeURIComponent(q)}`)).toEqual([]);
  });

  it('who is suspended or deleted is not to be chosen', async () => {
    const gone = await given.user(branchId, ['booker'], { name: 'Gone Soon' });
    expect(idsOf(await choices(booker, 'for=passenger&q=gone'))).toEqual([gone.id]);
    await app.admin.expect(200, 'POST', `/users/${gone.id}/suspension`);
    expect(await choices(booker, 'for=passenger&q=gone')).toEqual([]);
  });

  it('IF-2: is paged: every name once, in order, and a cursor belongs to its question', async () => {
    const seen: Choice[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `for=passenger&limit=2${cursor && `&cursor=${cursor}`}`;
      const page = await booker.client.expect(200, 'GET', `/people-choices?${query}`);
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(idsOf(seen)).toEqual(idsOf(await choices(booker, 'for=passenger&limit=200')));
    const { nextCursor } = await booker.client.expect(200, 'GET', '/people-choices?for=passenger&limit=1');
    expect((await booker.client.get(`/people-choices?for=booker&cursor=${nextCursor}`)).status).toBe(422);
    expect((await booker.client.get('/people-choices')).status).toBe(422);
  });

  it('is found by its index among 30,000 people', async () => {
    await app.db.query(
      `INSERT INTO identity.users (id, email, name, state, can_sign_in, branch_id, group_ids, roles, version, created_at, passkey_handle)
       SELECT gen_random_uuid(), 'many' || n || '@many.example', 'Many ' || md5(n::text), 'contact', false, $1, '{}', '[]', 1, now(), sha256(('m' || n)::bytea)
         FROM generate_series(1, 30000) n`,
      [branchId],
    );
    await app.db.query('VACUUM ANALYZE identity.directory');
    const { rows } = await app.db.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT user_id FROM identity.directory WHERE name_search LIKE '%' || platform.search_key('zoe alv') || '%'`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('directory_name_search');
    expect(idsOf(await choices(booker, 'for=passenger&q=alvarez'))).toEqual([colleague.id]);
  });
});
