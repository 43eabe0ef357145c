import fc from 'fast-check';
import { DateTime } from 'luxon';
import { parseCsv } from '../src/platform/csv/parse-csv.js';
import { type TestApp, startApp } from './support/app.js';
import { putBookings, type Put } from './support/bookings.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser } from './support/given.js';

const HOUR = 3_600_000;
const ZONE = 'Europe/Berlin';
const local = (text: string) => DateTime.fromISO(text, { zone: ZONE }).toJSDate();
const span = (from: Date, to: Date) => `from=${from.toISOString()}&to=${to.toISOString()}`;

describe('reports (BK-17)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let car: string;
  let admin: GivenUser;
  let booker: GivenUser;
  let base: Omit<Put, 'start' | 'end'>;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ timeZone: ZONE });
    car = await given.vehicle(branchId, { name: 'Alpha', registration: '=A1' });
    admin = await given.user(branchId, ['branch_admin']);
    booker = await given.user(branchId, ['booker']);
    base = { vehicleId: car, branchId, bookerId: booker.id, reasonId: await given.reason() };
  });
  afterAll(() => app?.stop());
  beforeEach(() => app.db.query('DELETE FROM bookings.bookings'));

  const put = (...bookings: (Partial<Put> & Pick<Put, 'start' | 'end'>)[]) =>
    putBookings(
      app.db,
      bookings.map((booking) => ({ ...base, ...booking })),
    );
  const report = (name: string, query: string, client: Client = admin.client) =>
    client.expect(200, 'GET', `/reports/${name}?${query}`);
  const utilisation = async (from: Date, to: Date) => (await report('utilisation', span(from, to))).items[0];

  it('BK-17: a week has 40 hours, also where the clock changes in it', async () => {
    for (const monday of ['2040-03-19', '2040-10-22', '2040-06-04']) {
      const [from, to] = [local(monday), DateTime.fromISO(monday, { zone: ZONE }).plus({ weeks: 1 }).toJSDate()];
      await put({ start: new Date(+from + 8 * HOUR), end: new Date(+from + 18 * HOUR) });
      expect(await utilisation(from, to)).toMatchObject({
        bookedHours: 10,
        availableHours: 40,
        percent: 25,
        bookings: 1,
      });
    }
  });

  it('BK-17: a week has 40 hours, also where it begins or ends with a day that has no midnight, or has it twice', async () => {
    for (const [timeZone, ...days] of [
      ['Africa/Cairo', '2040-04-27', '2040-04-20'],
      ['America/Santiago', '2040-09-02', '2040-08-26'],
      ['Atlantic/Azores', '2040-10-28', '2040-10-21'],
    ] as const) {
      const elsewhere = await given.branch({ timeZone });
      await given.vehicle(elsewhere);
      for (const day of days) {
        const [from, to] = [0, 1].map((weeks) => DateTime.fromISO(day, { zone: timeZone }).plus({ weeks }).toJSDate());
        const query = `${span(from!, to!)}&branchId=${elsewhere}`;
        const { total } = await report('utilisation', query, app.admin);
        expect([timeZone, day, total.availableHours]).toEqual([timeZone, day, 40]);
      }
    }
  });

  it('BK-17: a report is of 366 days at most, also where the clocks are put back in them', async () => {
    const [from, to] = ['2039-10-29', '2040-10-29'].map(local);
    await report('utilisation', span(from!, to!));
    expect((await admin.client.get(`/reports/utilisation?${span(from!, local('2040-10-30'))}`)).status).toBe(422);
  });

  it('BK-17: a night with a clock change counts the hours that passed', async () => {
    await put({ start: local('2040-03-25T00:00'), end: local('2040-03-25T06:00') });
    await put({ start: local('2040-10-28T00:00'), end: local('2040-10-28T06:00') });
    expect(await utilisation(local('2040-03-24'), local('2040-03-27'))).toMatchObject({ bookedHours: 5 });
    expect(await utilisation(local('2040-10-27'), local('2040-10-30'))).toMatchObject({ bookedHours: 7 });
  });

  it('BK-17: only what was certain counts as use', async () => {
    const day = (index: number) => ({ start: local(`2040-05-0${index}T10:00`), end: local(`2040-05-0${index}T11:00`) });
    const states = ['pending', 'confirmed', 'in_use', 'completed', 'declined', 'lapsed', 'cancelled', 'no_show'];
    await put(...states.map((state, index) => ({ ...day(index + 1), state })));
    const [from, to] = [local('2040-05-01'), local('2040-05-15')];
    expect(await utilisation(from, to)).toMatchObject({ bookedHours: 3, bookings: 3 });
    const { items } = await report('reason-split', span(from, to));
    expect(items[0]).toMatchObject({ category: 'business', hours: 3, bookings: 3 });
  });

  it('BK-17: whatever the bookings and the range, hours are clipped to it, and ranges side by side add up', async () => {
    const start = Date.UTC(2040, 9, 20);
    const hours = fc.integer({ min: 0, max: 24 * 16 });
    // Lengths of gap and booking in turns, so that none overlaps: in quarters of an hour.
    const lengths = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 300 })), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(lengths, fc.uniqueArray(hours, { minLength: 3, maxLength: 3 }), async (booked, cuts) => {
        await app.db.query('DELETE FROM bookings.bookings');
        let at = start;
        const periods = booked.map(([gap, length]) => {
          const begin = at + gap * (HOUR / 4);
          at = begin + length * (HOUR / 4);
          return [begin, at] as const;
        });
        await put(...periods.map(([begin, end]) => ({ start: new Date(begin), end: new Date(end) })));
        const [from, middle, to] = cuts.toSorted((one, other) => one - other).map((hour) => start + hour * HOUR);
        const expected = (a: number, b: number) =>
          periods.reduce((sum, [begin, end]) => sum + Math.max(0, Math.min(end, b) - Math.max(begin, a)), 0) / HOUR;
        const got = async (a: number, b: number) => utilisation(new Date(a), new Date(b));
        const [whole, left, right] = [await got(from!, to!), await got(from!, middle!), await got(middle!, to!)];
        expect(whole.bookedHours).toBeCloseTo(expected(from!, to!), 2);
        expect(left.bookedHours + right.bookedHours).toBeCloseTo(whole.bookedHours, 1);
        expect(left.availableHours + right.availableHours).toBeCloseTo(whole.availableHours, 1);
      }),
      { numRuns: 25 },
    );
  });

  it('BK-17: the split names every category, and what is booked over an edge only as far as it lies within', async () => {
    const [personal, maintenance] = [await given.reason('personal'), await given.reason('maintenance')];
    await put(
      { start: local('2040-05-01T20:00'), end: local('2040-05-02T06:00') },
      { start: local('2040-05-02T08:00'), end: local('2040-05-02T10:00'), reasonId: personal },
    );
    const { items } = await report('reason-split', span(local('2040-05-02'), local('2040-05-03')));
    expect(items).toEqual([
      {
        ...{ category: 'business', bookings: 1, hours: 6, percent: 75 },
        reasons: [{ reasonId: base.reasonId, reasonName: 'Business', bookings: 1, hours: 6, percent: 75 }],
      },
      {
        ...{ category: 'personal', bookings: 1, hours: 2, percent: 25 },
        reasons: [{ reasonId: personal, reasonName: 'Personal', bookings: 1, hours: 2, percent: 25 }],
      },
      { category: 'maintenance', bookings: 0, hours: 0, percent: 0, reasons: [] },
    ]);
    expect(maintenance).toBeDefined();
  });

  it('BK-17: a distance is from reading to reading, and each booking counts where it begins', async () => {
    const day = (index: number) => ({ start: local(`2040-05-0${index}T10:00`), end: local(`2040-05-0${index}T12:00`) });
    const ids = await put(...[1, 2, 3, 4].map((index) => ({ ...day(index), state: 'completed' })));
    for (const [index, odometer] of [1_000, null, 1_250, 1_400].entries()) {
      await app.db.query('UPDATE bookings.bookings SET odometer = $2, returned_at = upper(period) WHERE id = $1', [
        ids[index],
        odometer,
      ]);
    }
    const of = async (from: string, to: string) => (await report('vehicles', span(local(from), local(to)))).items[0];
    expect(await of('2040-05-01', '2040-06-01')).toMatchObject({ bookings: 4, distance: 400, odometer: 1_400 });
    // What was driven since the reading before the range belongs to it.
    expect(await of('2040-05-02', '2040-05-04')).toMatchObject({ bookings: 2, distance: 250, odometer: 1_250 });
    expect(await of('2040-05-04', '2040-05-05')).toMatchObject({ bookings: 1, distance: 150, odometer: 1_400 });
    expect(await of('2040-05-02', '2040-05-03')).toMatchObject({ bookings: 1, distance: null, odometer: null });
    expect(await of('2040-05-01T11:00', '2040-05-01T11:30')).toMatchObject({ bookings: 0, distance: null });
  });

  it('BK-17, IF-2: pages follow each other, and the total is of all of them', async () => {
    const other = await given.branch();
    const cars = await Promise.all(Array.from({ length: 5 }, () => given.vehicle(other)));
    const [from, to] = [local('2040-05-01'), local('2040-05-08')];
    await put(...cars.map((vehicleId) => ({ vehicleId, branchId: other, start: from, end: new Date(+from + HOUR) })));
    for (const name of ['utilisation', 'vehicles']) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = `${span(from, to)}&branchId=${other}&limit=2${cursor && `&cursor=${cursor}`}`;
        const page = await report(name, query, app.admin);
        if (page.total)
          expect(page.total).toMatchObject({ bookings: 5, bookedHours: 5, availableHours: 200, percent: 2.5 });
        seen.push(...page.items.map(({ vehicleId }: { vehicleId: string }) => vehicleId));
        cursor = page.nextCursor;
      }
      expect(seen.toSorted()).toEqual(cars.toSorted());
    }
    const both = await report('utilisation', `${span(from, to)}&branchId=${other}&branchId=${branchId}`, app.admin);
    expect(both.items.length).toBe(6);
  });

  it('BK-17: the bookings of a span, in JSON by pages and in CSV at once', async () => {
    const day = (index: number) => ({ start: local(`2040-05-0${index}T10:00`), end: local(`2040-05-0${index}T12:00`) });
    const ids = await put(...[1, 2, 3, 4].map((index) => day(index)));
    const query = `${span(local('2040-05-01T11:00'), local('2040-05-03T11:00'))}&limit=2`;
    const page = await report('bookings', query);
    expect(page.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    expect((await report('bookings', `${query}&cursor=${page.nextCursor}`)).items).toMatchObject([
      { id: ids[2], vehicleName: 'Alpha', reasonCategory: 'business' },
    ]);
    const file = await admin.client.get(`/reports/bookings?${query}`, { headers: { accept: 'text/csv' } });
    expect(parseCsv(file.text).length).toBe(4);
  });

  it.each(['bookings', 'utilisation', 'vehicles', 'reason-split'])(
    'BK-17: %s comes as CSV to who asks for it, with formulas disarmed',
    async (name) => {
      await put({ start: local('2040-05-01T10:00'), end: local('2040-05-01T12:00') });
      const query = span(local('2040-05-01'), local('2040-05-08'));
      const get = (accept: string) => admin.client.get(`/reports/${name}?${query}`, { headers: { accept } });
      for (const accept of ['text/csv', 'text/csv;q=0.9, application/json;q=0.5', 'text/csv, */*;q=0.1']) {
        const { headers, text } = await get(accept);
        expect([headers.get('content-type'), headers.get('vary')]).toEqual(['text/csv; charset=utf-8', 'accept']);
        expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}.csv"`);
        expect(parseCsv(text.slice(1)).length).toBe(2);
        expect(text).not.toMatch(/(^|,|")=/m);
      }
      for (const accept of ['*/*', 'application/json', 'application/json, text/csv;q=0.9', 'text/csv;q=0, */*']) {
        expect((await get(accept)).headers.get('content-type')).toContain('application/json');
      }
    },
  );

  it('RP-7, RP-13: a report counts only the branches in reach, and needs a permission', async () => {
    const abroad = await given.branch();
    const foreign = await given.vehicle(abroad, { name: 'Foreign' });
    const [from, to] = [local('2040-05-01'), local('2040-05-08')];
    await put(
      { start: from, end: new Date(+from + HOUR) },
      { start: from, end: new Date(+from + 5 * HOUR), vehicleId: foreign, branchId: abroad },
    );
    for (const name of ['bookings', 'utilisation', 'vehicles', 'reason-split']) {
      const { text } = await admin.client.get(`/reports/${name}?${span(from, to)}`);
      expect(text).not.toMatch(/Foreign|"(bookings|hours|bookedHours)":(2|5|6)\b/);
      const { items } = await report(name, `${span(from, to)}&branchId=${abroad}`);
      expect(items.filter((item: { hours?: number }) => item.hours !== 0)).toEqual([]);
      expect((await booker.client.get(`/reports/${name}?${span(from, to)}`)).status).toBe(403);
    }
  });

  it('BK-17: a report is of a year at most, and says from when to when', async () => {
    const [from, to] = [new Date('2040-01-01T00:00:00Z'), new Date('2041-01-02T00:00:01Z')];
    for (const query of [span(from, to), span(to, from), span(from, from), `from=${from.toISOString()}`]) {
      expect((await admin.client.get(`/reports/utilisation?${query}`)).status).toBe(422);
    }
  });
});
