import { type TestApp, startApp } from './support/app.js';
import { type Put, putBookings } from './support/bookings.js';
import { Given, type GivenUser } from './support/given.js';
import { readCalendar } from './support/strict-calendar.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const soon = (days: number) => new Date(Math.floor(Date.now() / HOUR) * HOUR + days * DAY);

describe('what a personal calendar feed holds (BK-15)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let vehicleId: string;
  let reasonId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    vehicleId = await given.vehicle(branchId);
    reasonId = await given.reason();
  });
  afterAll(() => app?.stop());

  const feedOf = async ({ client }: GivenUser): Promise<string> =>
    (await client.expect(201, 'POST', '/me/calendar-feed')).url;
  const read = (url: string, headers: Record<string, string> = {}) =>
    fetch(url.replace(/^https?:\/\/[^/]+/, app.origin), { headers });
  const eventsOf = async (url: string) => readCalendar(Buffer.from(await (await read(url)).arrayBuffer())).events;
  const put = (...bookings: (Partial<Put> & Pick<Put, 'bookerId' | 'start' | 'end'>)[]) =>
    putBookings(
      app.db,
      bookings.map((booking) => ({ vehicleId, branchId, reasonId, ...booking })),
    );

  it('BK-15: two vehicles that exchange their names change the ETag', async () => {
    const me = await given.user(branchId, ['booker']);
    const url = await feedOf(me);
    const vehicles = [await given.vehicle(branchId), await given.vehicle(branchId)];
    for (const [hour, vehicleId] of vehicles.entries()) {
      await put({ bookerId: me.id, vehicleId, start: soon(50 + hour), end: soon(51 + hour) });
    }
    // Whether two sums of hashes are the same is a matter of chance: many names are tried.
    for (let round = 0; round < 20; round += 1) {
      const name = (ids: string[]) =>
        app.db.query(
          `UPDATE fleet.vehicles v SET name = $1 || n.at FROM unnest($2::uuid[]) WITH ORDINALITY AS n (id, at) WHERE v.id = n.id`,
          [`Name ${round} `, ids],
        );
      await name(vehicles);
      const before = (await read(url)).headers.get('etag')!;
      await name(vehicles.toReversed());
      expect((await read(url, { 'if-none-match': before })).status).toBe(200);
    }
  });

  describe('C-1: a feed that is cut leaves out the most distant', () => {
    const MOST = 1_000;
    const distance = ({ start, end }: { start: Date; end: Date }) =>
      Math.max(+start - Date.now(), Date.now() - +end, 0) / DAY;
    const many = (person: GivenUser, days: number[]) =>
      put(...days.map((day) => ({ bookerId: person.id, start: soon(day), end: new Date(+soon(day) + HOUR) })));
    const daysFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

    it('of three daily series of a year, the last days', async () => {
      const me = await given.user(branchId, ['booker']);
      // Three vehicles, one after the other in the day.
      const cars = [vehicleId, await given.vehicle(branchId), await given.vehicle(branchId)];
      for (const car of cars) {
        await putBookings(
          app.db,
          daysFrom(100, 366).map((day) => {
            const start = soon(day);
            return { vehicleId: car, branchId, reasonId, bookerId: me.id, start, end: new Date(+start + HOUR) };
          }),
        );
      }
      const events = await eventsOf(await feedOf(me));
      expect(events.length).toBe(MOST);
      expect(events.filter(({ start }) => +start === +soon(100)).length).toBe(3);
      expect(Math.max(...events.map(distance))).toBeLessThan(100 + MOST / 3 + 2);
    });

    it('of bookings that are over and bookings ahead, whatever is farther away', async () => {
      const me = await given.user(branchId, ['booker']);
      const van = await given.vehicle(branchId);
      const over = daysFrom(-80, 80);
      const ahead = daysFrom(1, 1_000);
      await putBookings(
        app.db,
        [...over, ...ahead].map((day) => {
          const start = soon(day);
          return { vehicleId: van, branchId, reasonId, bookerId: me.id, start, end: new Date(+start + HOUR) };
        }),
      );
      const events = await eventsOf(await feedOf(me));
      expect(events.length).toBe(MOST);
      expect(events.filter(({ start }) => +start < Date.now()).length).toBe(80);
      expect(Math.max(...events.map(distance))).toBeLessThan(MOST - 80 + 1);
    });

    it('a booking that runs now stays, however long ago it began, and a feed that is not cut has all', async () => {
      const me = await given.user(branchId, ['booker']);
      const van = await given.vehicle(branchId);
      const long = { vehicleId: van, branchId, reasonId, bookerId: me.id, start: soon(-200), end: soon(1) };
      const [running] = await putBookings(app.db, [long]);
      await many(me, daysFrom(600, MOST));
      const url = await feedOf(me);
      const uids = (await eventsOf(url)).map(({ uid }) => uid);
      expect(uids).toContain(`${running}@motorpool`);
      expect(uids.length).toBe(MOST);
      const other = await given.user(branchId, ['booker']);
      await many(other, daysFrom(1_700, 20));
      expect((await eventsOf(await feedOf(other))).length).toBe(20);
    });
  });

  it('C-3: an entry ends after it starts, also where the booking was over within a second', async () => {
    const me = await given.user(branchId, ['booker']);
    const at = +soon(50);
    const spans = [
      [0, 1],
      [400, 900],
      [2_000, 2_999],
      [4_999, 5_001],
      [7_000, 67_000],
    ];
    await put(
      ...spans.map(([from, to]) => ({ bookerId: me.id, start: new Date(at + from!), end: new Date(at + to!) })),
    );
    const events = (await eventsOf(await feedOf(me))).toSorted((one, two) => +one.start - +two.start);
    expect(events.length).toBe(spans.length);
    for (const { start, end } of events) expect(+end).toBeGreaterThan(+start);
    expect(+events.at(-1)!.end - +events.at(-1)!.start).toBe(60_000);
  });

  it('C-4: a feed has no METHOD: with one, every entry would need an organizer (RFC 5546)', async () => {
    const me = await given.user(branchId, ['booker']);
    await put({ bookerId: me.id, start: soon(60), end: soon(61) });
    const text = await (await read(await feedOf(me))).text();
    expect(text).toContain('BEGIN:VEVENT');
    expect(text).not.toMatch(/^METHOD/m);
  });
});
