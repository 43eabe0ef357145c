import { type TestApp, startApp } from './support/app.js';
import { putBookings, type Put } from './support/bookings.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { watchStatements } from './support/statements.js';
import { everythingStored } from './support/stored.js';
import { readCalendar } from './support/strict-calendar.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const soon = (days: number) => new Date(Math.floor(Date.now() / HOUR) * HOUR + days * DAY);

describe('the personal calendar feed (BK-15)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let vehicleId: string;
  let reasonId: string;
  let admin: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    vehicleId = await given.vehicle(branchId, { name: 'Bus; grün, groß', registration: 'B-US 1' });
    reasonId = await given.reason();
    admin = await given.user(branchId, ['organisation_admin']);
  });
  afterAll(() => app?.stop());

  const feedOf = async ({ client }: GivenUser): Promise<string> =>
    (await client.expect(201, 'POST', '/me/calendar-feed')).url;
  const read = (url: string, headers: Record<string, string> = {}) =>
    fetch(url.replace(/^https?:\/\/[^/]+/, app.origin), { headers });
  const eventsOf = async (url: string) => {
    const answer = await read(url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    return readCalendar(Buffer.from(await answer.arrayBuffer())).events;
  };
  const put = (...bookings: (Partial<Put> & Pick<Put, 'bookerId' | 'start' | 'end'>)[]) =>
    putBookings(
      app.db,
      bookings.map((booking) => ({ vehicleId, branchId, reasonId, ...booking })),
    );

  it('BK-15: shows one’s own bookings and rides and nobody else’s, in a form that strict parsers take', async () => {
    const [me, other] = [
      await given.user(branchId, ['booker']),
      await given.user(branchId, ['booker'], { name: 'Ödön' }),
    ];
    const notes = `Zwei Zeilen,\r\nja; "so" \\ ${'überaus lang 🚗 '.repeat(20)}`;
    const [drive, ride] = await put(
      { bookerId: me.id, start: soon(2), end: soon(3), destination: 'Zürich', notes },
      { bookerId: other.id, start: soon(4), end: soon(5), passengerIds: [me.id], notes: 'Not for passengers' },
      { bookerId: other.id, start: soon(6), end: soon(7) },
    );
    const events = await eventsOf(await feedOf(me));
    expect(events.toSorted((one, two) => +one.start - +two.start)).toEqual([
      expect.objectContaining({
        uid: `${drive}@motorpool`,
        ...{ start: soon(2), end: soon(3), status: 'CONFIRMED', summary: 'Bus; grün, groß (B-US 1)' },
        description: `To Zürich\nReason: Business\n${notes.replaceAll('\r\n', '\n')}`,
      }),
      expect.objectContaining({ uid: `${ride}@motorpool`, description: 'You are travelling with Ödön.' }),
    ]);
    expect(await eventsOf(await feedOf(await given.user(branchId, ['booker'])))).toEqual([]);
  });

  it('BK-15: the entry of a booking keeps its UID, its SEQUENCE grows, and a cancelled one is told of for a while', async () => {
    const me = await given.user(branchId, ['booker']);
    const url = await feedOf(me);
    const wish = await given.wish(await given.vehicle(branchId), 10);
    const { id } = await me.client.expect(201, 'POST', '/bookings', wish);
    const [before] = await eventsOf(url);
    expect(before).toMatchObject({ uid: `${id}@motorpool`, status: 'CONFIRMED' });
    await me.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    const [after] = await eventsOf(url);
    expect(after).toMatchObject({ uid: before!.uid, status: 'CANCELLED' });
    expect(after!.sequence).toBeGreaterThan(before!.sequence);
    expect(+after!.stamp).toBeGreaterThanOrEqual(+before!.stamp);
    await app.db.query('ALTER TABLE bookings.bookings DISABLE TRIGGER bookings_changed');
    await app.db.query(`UPDATE bookings.bookings SET changed_at = now() - interval '31 days' WHERE id = $1`, [id]);
    await app.db.query('ALTER TABLE bookings.bookings ENABLE TRIGGER bookings_changed');
    expect(await eventsOf(url)).toEqual([]);
  });

  it('BK-15: a booking that waits is tentative, one that came to nothing is cancelled', async () => {
    const me = await given.user(branchId, ['booker']);
    const states = ['pending', 'confirmed', 'in_use', 'completed', 'declined', 'lapsed', 'no_show'];
    await put(...states.map((state, day) => ({ bookerId: me.id, state, start: soon(20 + day), end: soon(21 + day) })));
    const events = (await eventsOf(await feedOf(me))).toSorted((one, two) => +one.start - +two.start);
    expect(events.map(({ status }) => status)).toEqual([
      'TENTATIVE',
      'CONFIRMED',
      'CONFIRMED',
      'CONFIRMED',
      'CANCELLED',
      'CANCELLED',
      'CANCELLED',
    ]);
  });

  it('BK-15: an instant is the same on both sides of a clock change, in every zone', async () => {
    const berlin = await given.branch({ timeZone: 'Europe/Berlin' });
    const me = await given.user(berlin, ['booker']);
    // 2040-03-25 and 2040-10-28: 01:00 UTC is when the clocks of Berlin change.
    const spans = [
      '2040-03-25T00:30Z/2040-03-25T01:30Z',
      '2040-10-28T00:30Z/2040-10-28T01:30Z',
      '2099-06-01T10:00Z/2099-06-02T10:00Z',
    ];
    const periods = spans.map((span) => span.split('/').map((text) => new Date(text)) as [Date, Date]);
    await put(...periods.map(([start, end]) => ({ bookerId: me.id, start, end })));
    const events = (await eventsOf(await feedOf(me))).toSorted((one, two) => +one.start - +two.start);
    expect(events.map(({ start, end }) => [start, end])).toEqual(periods);
  });

  it('BK-15: the address is told once, kept as a hash, voided by the next one, and taken back', async () => {
    const me = await given.user(branchId, ['booker']);
    const first = await feedOf(me);
    const secret = /\/calendar\/([\w-]{43})\.ics$/.exec(first)![1]!;
    expect(first.startsWith(app.config.publicUrl)).toBe(true);
    const stored = [...(await everythingStored(app.db)).values()].join();
    expect(stored.includes(secret)).toBe(false);
    // A repeated request does not give the secret again: it was not stored to be given.
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const [one, two] = [
      await me.client.post('/me/calendar-feed', undefined, { headers }),
      await me.client.post('/me/calendar-feed', undefined, { headers }),
    ];
    expect(one.body.url).not.toBe(two.body.url);
    expect((await read(first)).status).toBe(404);
    expect((await read(one.body.url)).status).toBe(404);
    expect((await read(two.body.url)).status).toBe(200);
    await me.client.expect(204, 'DELETE', '/me/calendar-feed');
    await me.client.expect(204, 'DELETE', '/me/calendar-feed');
    expect((await read(two.body.url)).status).toBe(404);
    const { parts } = await me.client.expect(200, 'GET', '/me/export');
    expect(parts.calendarFeed).toEqual([{ active: false, renewedAt: expect.any(String) }]);
    const { items } = await admin.client.expect(200, 'GET', `/users/${me.id}/changes-by`);
    const told = items.filter(({ subjectType }: { subjectType: string }) => subjectType === 'CalendarFeed');
    expect(told.length).toBe(4);
    expect(JSON.stringify(told)).toContain('(withheld)');
  });

  it('BK-15: of two new addresses at once, one works in the end', async () => {
    const me = await given.user(branchId, ['booker']);
    const urls = await Promise.all(Array.from({ length: 6 }, () => feedOf(me)));
    const statuses = await Promise.all(urls.map(async (url) => (await read(url)).status));
    expect(statuses.filter((status) => status === 200).length).toBe(1);
  });

  it('ID-5, ID-17: nobody reads the calendar of somebody suspended, without access, or deleted', async () => {
    const me = await given.user(branchId, ['booker']);
    const url = await feedOf(me);
    const status = async () => (await read(url)).status;
    await app.admin.expect(200, 'POST', `/users/${me.id}/suspension`);
    expect(await status()).toBe(404);
    await app.admin.expect(200, 'DELETE', `/users/${me.id}/suspension`);
    expect(await status()).toBe(200);
    await app.admin.expect(200, 'PUT', `/users/${me.id}/access`, { canSignIn: false });
    expect(await status()).toBe(404);
    const gone = await given.user(branchId, ['booker']);
    const goneUrl = await feedOf(gone);
    expect((await app.admin.delete(`/users/${gone.id}`)).status).toBe(204);
    expect((await read(goneUrl)).status).toBe(404);
    const { rows } = await app.db.query('SELECT secret_hash FROM bookings.calendar_feeds WHERE user_id = $1', [
      gone.id,
    ]);
    expect(rows).toEqual([{ secret_hash: null }]);
  });

  it('BK-15: whatever is no secret answers as one that is nobody’s', async () => {
    const told: object[] = [];
    for (const guess of ['A'.repeat(43), 'x', 'A'.repeat(150), '%00', '%E2%9C%93', `${'A'.repeat(42)}-`, 'a.b']) {
      const answer = await read(`${app.origin}/calendar/${guess}.ics`);
      const { instance: _, ...body } = (await answer.json()) as Record<string, unknown>;
      told.push({ status: answer.status, body });
    }
    expect(told).toEqual(told.map(() => told[0]));
    expect(told[0]).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('BK-15: who has the present version is told so, and what changes it changes the ETag', async () => {
    const me = await given.user(branchId, ['booker']);
    const url = await feedOf(me);
    const [id] = await put({ bookerId: me.id, start: soon(40), end: soon(41) });
    const first = await read(url);
    const etag = first.headers.get('etag')!;
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(Date.parse(first.headers.get('last-modified')!)).not.toBeNaN();
    expect((await read(url)).headers.get('etag')).toBe(etag);
    const same = await read(url, { 'if-none-match': `"other", ${etag}` });
    expect([same.status, await same.text()]).toEqual([304, '']);
    await app.db.query(`UPDATE bookings.bookings SET destination = 'Elsewhere' WHERE id = $1`, [id]);
    const changed = await read(url, { 'if-none-match': etag });
    expect([changed.status, (await changed.text()).includes('Elsewhere')]).toEqual([200, true]);
    const named = { 'fleet.vehicles': 'registration', 'branches.branches': 'name', 'identity.users': 'name' };
    for (const [table, field] of Object.entries({ ...named, 'bookings.reasons': 'name' })) {
      const before = (await read(url)).headers.get('etag')!;
      await app.db.query(`UPDATE ${table} SET ${field} = ${field} || ' II'`);
      const renamed = await read(url, { 'if-none-match': before });
      expect([table, renamed.status]).toEqual([table, 200]);
      await app.db.query(`UPDATE ${table} SET ${field} = replace(${field}, ' II', '')`);
      expect((await read(url, { 'if-none-match': before })).status).toBe(304);
    }
  });

  it('BK-15: to say that nothing has changed, no entry is read', async () => {
    const me = await given.user(branchId, ['booker']);
    const url = await feedOf(me);
    await put({ bookerId: me.id, start: soon(42), end: soon(43) });
    const asked: string[] = [];
    const stopWatching = watchStatements((texts) => asked.push(...texts));
    const isEntries = (text: string) => text.includes('AS "bookerName"');
    const first = await read(url);
    expect([first.status, asked.filter(isEntries).length]).toEqual([200, 1]);
    const again = await read(url, { 'if-none-match': first.headers.get('etag')! });
    expect([again.status, asked.filter(isEntries).length]).toEqual([304, 1]);
    stopWatching();
  });

  it('BK-15: a feed needs somebody signed in, and no role', async () => {
    expect((await app.anyone().post('/me/calendar-feed')).status).toBe(401);
    const without = await given.user(branchId, []);
    await without.client.signIn(without.email, PASSWORD);
    expect(await eventsOf(await feedOf(without))).toEqual([]);
  });
});

describe('the limit of calendar reads (IF-3)', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ CALENDAR_READS_PER_HOUR: '10' });
  });
  afterAll(() => app?.stop());

  it('IF-3: reading calendars is limited by address, whether or not a secret is right', async () => {
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => fetch(`${app.origin}/calendar/${'B'.repeat(43)}.ics`)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(10).fill(404), ...Array(4).fill(429)]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers[0]!.headers.get('ratelimit-policy')).toBe('"calendar";q=10;w=3600');
  });
});
