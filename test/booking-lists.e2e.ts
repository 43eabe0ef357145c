import { type TestApp, startApp } from './support/app.js';
import { putBookings, type Put } from './support/bookings.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser } from './support/given.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (fromNow: number) => new Date(Math.floor(Date.now() / HOUR) * HOUR + fromNow);

describe('lists of bookings (BK-15)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let vehicleId: string;
  let [me, other, admin]: GivenUser[] = [];
  let base: Omit<Put, 'start' | 'end'>;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    vehicleId = await given.vehicle(branchId);
    me = await given.user(branchId, ['booker', 'on_behalf_booker']);
    other = await given.user(branchId, ['booker', 'on_behalf_booker']);
    admin = await given.user(branchId, ['branch_admin']);
    base = { vehicleId, branchId, bookerId: me.id, reasonId: await given.reason() };
  });
  afterAll(() => app?.stop());
  beforeEach(() => app.db.query('DELETE FROM bookings.bookings'));

  const put = (...bookings: (Partial<Put> & { start: Date; end: Date })[]) =>
    putBookings(
      app.db,
      bookings.map((booking) => ({ ...base, ...booking })),
    );
  const hour = (start: Date, fields: Partial<Put> = {}) => ({ start, end: new Date(+start + HOUR), ...fields });
  const ids = async (client: Client, query: string): Promise<string[]> =>
    (await client.expect(200, 'GET', `/bookings?${query}`)).items.map(({ id }: { id: string }) => id);

  it('BK-15: mine is what one drives or rides along in, entered what one entered, branch what one may see', async () => {
    const [mine, riding, entered, theirs] = await put(
      hour(at(DAY)),
      hour(at(2 * DAY), { bookerId: other!.id, passengerIds: [me!.id] }),
      hour(at(3 * DAY), { bookerId: other!.id, originatorId: me!.id }),
      hour(at(4 * DAY), { bookerId: other!.id }),
    );
    expect(await ids(me!.client, 'view=mine')).toEqual([mine, riding]);
    expect(await ids(me!.client, '')).toEqual([mine, riding]);
    expect(await ids(me!.client, 'view=entered')).toEqual([mine, entered]);
    expect(await ids(me!.client, 'view=branch')).toEqual([mine, riding, entered]);
    expect(await ids(me!.client, 'view=entered,mine')).toEqual([mine, riding, entered]);
    expect(await ids(admin!.client, 'view=branch')).toEqual([mine, riding, entered, theirs]);
    expect(await ids(admin!.client, 'view=mine')).toEqual([]);
    for (const view of ['all', 'mine,all', 'mine,', '']) {
      expect((await me!.client.get(`/bookings?view=${view}`)).status).toBe(422);
    }
  });

  it('BK-15: upcoming and complete are told by the clock, the plain states by what is stored', async () => {
    const [over, completed, running, ahead, waits, out, gone] = await put(
      hour(at(-3 * DAY)),
      hour(at(-2 * DAY), { state: 'completed' }),
      { start: at(-2 * HOUR), end: at(3 * HOUR) },
      hour(at(DAY)),
      hour(at(2 * DAY), { state: 'pending' }),
      { start: at(-HOUR), end: at(2 * HOUR), state: 'in_use', vehicleId: await given.vehicle(branchId) },
      hour(at(DAY), { state: 'cancelled' }),
    );
    const lists: Record<string, string[]> = {
      upcoming: [running!, ahead!],
      complete: [over!, completed!],
      confirmed: [over!, running!, ahead!],
      completed: [completed!],
      in_use: [out!],
      pending: [waits!],
      cancelled: [gone!],
      no_show: [],
    };
    for (const [state, wanted] of Object.entries(lists)) {
      expect([state, await ids(me!.client, `state=${state}`)]).toEqual([state, wanted]);
      expect([state, await ids(admin!.client, `view=branch&state=${state}`)]).toEqual([state, wanted]);
    }
  });

  it('BK-15: an upcoming booking that began long ago is there as long as it runs', async () => {
    const [long, soon] = await put(
      { start: at(-400 * DAY), end: at(DAY) },
      hour(at(2 * DAY)),
      hour(at(-30 * DAY), { vehicleId: await given.vehicle(branchId) }),
    );
    expect(await ids(me!.client, 'state=upcoming')).toEqual([long, soon]);
    const [waits] = await put(hour(at(DAY), { state: 'pending', vehicleId: await given.vehicle(branchId) }));
    expect(await ids(me!.client, 'state=pending&state=upcoming')).toEqual([long, waits, soon]);
    expect(await ids(me!.client, 'state=pending&state=upcoming&sort=-start')).toEqual([soon, waits, long]);
  });

  it('BK-15: vehicle, person, reason and period each narrow, and narrow together', async () => {
    const otherCar = await given.vehicle(branchId);
    const personal = await given.reason('personal');
    const [plain, car, ride, reason] = await put(
      hour(at(DAY)),
      hour(at(DAY), { vehicleId: otherCar }),
      hour(at(2 * DAY), { bookerId: other!.id, passengerIds: [me!.id], vehicleId: otherCar }),
      hour(at(3 * DAY), { reasonId: personal, bookerId: other!.id }),
    );
    const asked = (query: string) => ids(admin!.client, `view=branch&${query}`);
    expect((await asked(`vehicleId=${otherCar}`)).sort()).toEqual([car, ride].sort());
    expect((await asked(`userId=${me!.id}`)).sort()).toEqual([plain, car, ride].sort());
    expect(await asked(`reasonId=${personal}`)).toEqual([reason]);
    expect(await asked(`userId=${me!.id}&vehicleId=${vehicleId}`)).toEqual([plain]);
    // Half-open: what ends when the period begins, or begins when it ends, is not in it.
    const [from, to] = [at(2 * DAY).toISOString(), at(3 * DAY).toISOString()];
    expect(await asked(`from=${from}&to=${to}`)).toEqual([ride]);
    expect(await asked(`from=${from}`)).toEqual([ride, reason]);
    expect((await asked(`to=${from}`)).sort()).toEqual([plain, car].sort());
    const far = await given.branch();
    expect(await asked(`branchId=${far}`)).toEqual([]);
    expect((await asked(`branchId=${far}&branchId=${branchId}`)).length).toBe(4);
  });

  it('IF-2: pages follow the order in either direction and leave nothing out, whatever is equal', async () => {
    const cars = await Promise.all(Array.from({ length: 7 }, () => given.vehicle(branchId)));
    const wanted = await put(
      ...cars.flatMap((car) => [hour(at(DAY), { vehicleId: car }), hour(at(5 * DAY), { vehicleId: car })]),
    );
    const whole = await ids(admin!.client, 'view=branch&limit=200');
    expect(whole.toSorted()).toEqual(wanted.toSorted());
    for (const sort of ['start', '-start']) {
      const paged: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = `view=branch&limit=3&sort=${sort}${cursor && `&cursor=${cursor}`}`;
        const page = await admin!.client.expect(200, 'GET', `/bookings?${query}`);
        paged.push(...page.items.map(({ id }: { id: string }) => id));
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(sort === 'start' ? whole : whole.toReversed());
    }
    expect((await admin!.client.get('/bookings?cursor=nonsense')).status).toBe(422);
  });

  it('BK-15: what one drives and what one rides along in come in one order, page by page, for oneself and for staff', async () => {
    // The rider is a driver of the last as well: a booking that is found in both ways is listed once.
    const booked = await put(
      ...[1, 2, 3, 4, 5, 6].map((day) =>
        hour(at(day * DAY), day % 2 ? {} : { bookerId: other!.id, passengerIds: [me!.id] }),
      ),
      hour(at(7 * DAY), { passengerIds: [me!.id] }),
    );
    for (const [query, expected] of [
      ['', booked],
      ['&sort=-start', booked.toReversed()],
      ['&state=upcoming', booked],
      ['&state=cancelled', []],
    ] as const) {
      for (const [client, view] of [
        [me!.client, 'view=mine'],
        [admin!.client, `view=branch&userId=${me!.id}`],
      ] as const) {
        const read: string[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const next: string = cursor && `&cursor=${cursor}`;
          const page = await client.expect(200, 'GET', `/bookings?${view}${query}&limit=2${next}`);
          read.push(...page.items.map(({ id }: { id: string }) => id));
          cursor = page.nextCursor;
        }
        expect([query, view, read]).toEqual([query, view, expected]);
      }
    }
  });

  it('BK-15: an index serves every filter', async () => {
    const indexes: Record<string, string> = {
      'branch_id = gen_random_uuid()': 'bookings_by_branch',
      'vehicle_id = gen_random_uuid()': 'bookings_by_vehicle',
      'booker_id = gen_random_uuid()': 'bookings_by_booker',
      'originator_id = gen_random_uuid()': 'bookings_by_originator',
      'reason_id = gen_random_uuid()': 'bookings_by_reason',
      TRUE: 'bookings_by_start',
      'booked_end IS NOT NULL': 'bookings_returned_early',
      ...Object.fromEntries(
        ['pending', 'in_use', 'cancelled', 'declined', 'lapsed', 'no_show'].map((state) => [
          `state = '${state}'`,
          'bookings_by_rare_state',
        ]),
      ),
    };
    const client = await app.db.connect();
    try {
      // An empty table is best read whole; what may be used is the question here.
      await client.query('SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off');
      for (const [condition, index] of Object.entries(indexes)) {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN SELECT id FROM bookings.bookings WHERE ${condition.replace('gen_random_uuid()', `'${branchId}'`)}
            ORDER BY lower(period), id LIMIT 51`,
        );
        expect([condition, rows.map((row) => row['QUERY PLAN']).join('\n')]).toEqual([
          condition,
          expect.stringMatching(new RegExp(`using ${index} `)),
        ]);
      }
    } finally {
      client.release(true);
    }
  });
});
