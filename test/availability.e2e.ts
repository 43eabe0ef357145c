import fc from 'fast-check';
import { type TestApp, startApp } from './support/app.js';
import { putBookings, type Put } from './support/bookings.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser } from './support/given.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const day = (hours: number) => new Date(Date.UTC(2040, 5, 1) + hours * HOUR);
const span = (from: Date, to: Date) => `from=${from.toISOString()}&to=${to.toISOString()}`;

interface Offer {
  id: string;
  name: string;
  needsApproval: boolean;
  approvalReasons: string[];
  policyViolations: { code: string }[];
}

describe('availability (BK-7)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let other: GivenUser;
  let reasonId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    reasonId = await given.reason();
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    other = await given.user(branchId, ['booker']);
  });

  const find = (query: string, client: Client = booker.client): Promise<{ trips: object[]; vehicles: Offer[] }> =>
    client.expect(200, 'GET', `/availability?${query}`);
  const names = async (query = span(day(10), day(12)), client?: Client) =>
    (await find(query, client)).vehicles.map(({ name }) => name);
  const put = (vehicleId: string, start: Date, end: Date, fields: Partial<Put> = {}) =>
    putBookings(app.db, [{ vehicleId, branchId, bookerId: other.id, reasonId, start, end, ...fields }]);
  const order = (primary: string, thenBy: string | null = null) =>
    app.admin.expect(200, 'PATCH', '/organisation', { availabilityOrder: { primary, thenBy } });

  it('BK-3, BR-5: what a booking or an unavailability holds is not free; back to back is', async () => {
    const [, taken, broken, edges, given_up] = await Promise.all(
      ['free', 'taken', 'broken', 'edges', 'given up'].map((name) => given.vehicle(branchId, { name })),
    );
    await put(taken!, day(11), day(13));
    await put(edges!, day(8), day(10));
    await put(edges!, day(12), day(14));
    for (const state of ['declined', 'lapsed', 'cancelled', 'no_show', 'completed']) {
      await put(given_up!, day(10), day(12), { state });
    }
    await app.db.query(
      `INSERT INTO fleet.unavailability (id, vehicle_id, period, note, created_by, created_at)
       VALUES (gen_random_uuid(), $1, tstzrange($2, $3), 'Brakes', $4, now())`,
      [broken, day(0), day(11), booker.id],
    );
    expect(await names()).toEqual(['edges', 'free', 'given up']);
    expect(await names(span(day(11), day(12)))).toEqual(['broken', 'edges', 'free', 'given up']);
  });

  it('BK-7: whatever is booked, exactly the vehicles without an overlap are free', async () => {
    const cars = await Promise.all(['a', 'b', 'c'].map((name) => given.vehicle(branchId, { name })));
    const hour = fc.integer({ min: 0, max: 47 });
    const period = fc
      .tuple(hour, fc.integer({ min: 1, max: 8 }))
      .map(([from, length]) => [from, from + length] as const);
    const booked = fc.array(fc.tuple(fc.constantFrom(0, 1, 2), period), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(booked, period, async (wishes, [from, to]) => {
        await app.db.query('DELETE FROM bookings.bookings WHERE branch_id = $1', [branchId]);
        const held: { car: number; start: number; end: number }[] = [];
        for (const [car, [start, end]] of wishes) {
          if (held.some((one) => one.car === car && one.start < end && start < one.end)) continue;
          held.push({ car, start, end });
          await put(cars[car]!, day(start), day(end));
        }
        const free = [0, 1, 2].filter(
          (car) => !held.some((one) => one.car === car && one.start < to && from < one.end),
        );
        expect(await names(span(day(from), day(to)))).toEqual(free.map((car) => 'abc'[car]));
      }),
      { numRuns: 30 },
    );
  });

  it('BK-7, BR-4, BR-6: only what this person may book', async () => {
    const group = await given.group([branchId]);
    await given.vehicle(branchId, { name: 'open' });
    await given.vehicle(branchId, { name: 'grouped', groupIds: [group] });
    const disabled = await given.vehicle(branchId, { name: 'disabled' });
    await app.db.query(`UPDATE fleet.vehicles SET state = 'disabled' WHERE id = $1`, [disabled]);
    const abroad = await given.branch();
    await given.vehicle(abroad, { name: 'abroad' });
    expect(await names()).toEqual(['open']);
    const member = await given.user(branchId, ['booker', 'multibranch_booker'], { groupIds: [group] });
    const here = `branchId=${branchId}&branchId=${abroad}`;
    expect(await names(`${span(day(10), day(12))}&${here}`, member.client)).toEqual(['abroad', 'grouped', 'open']);
    await app.admin.expect(200, 'PATCH', `/branches/${abroad}`, { state: 'closed' });
    expect(await names(`${span(day(10), day(12))}&${here}`, member.client)).toEqual(['grouped', 'open']);
    const reader = await given.user(branchId, ['booking_approver']);
    expect((await reader.client.get(`/availability?${span(day(10), day(12))}`)).status).toBe(403);
  });

  it('BK-7: seats, transmission, kind, group, location and accessories each narrow, and narrow together', async () => {
    const ids = await app.db.query<{ id: string }>(
      `INSERT INTO branches.accessories (id, name, branch_ids)
       SELECT gen_random_uuid(), 'Thing ' || n || $1, ARRAY[$1::uuid] FROM generate_series(1, 2) n RETURNING id`,
      [branchId],
    );
    const [rack, hook] = ids.rows.map(({ id }) => id);
    const place = await app.db.query<{ id: string }>(
      `INSERT INTO branches.locations (id, name, branch_ids) VALUES (gen_random_uuid(), 'Yard', ARRAY[$1::uuid]) RETURNING id`,
      [branchId],
    );
    const locationId = place.rows[0]!.id;
    const group = await given.group([branchId]);
    const grouped = await given.user(branchId, ['booker'], { groupIds: [group] });
    await given.vehicle(branchId, { name: 'small', seats: 2, transmission: 'manual' });
    await given.vehicle(branchId, { name: 'van', seats: 9, kind: 'Van', transmission: 'automatic', groupIds: [group] });
    const [one, both] = [
      await given.vehicle(branchId, { name: 'rack' }),
      await given.vehicle(branchId, { name: 'both' }),
    ];
    await app.db.query('UPDATE fleet.vehicles SET accessory_ids = $2, location_id = $3 WHERE id = $1', [
      one,
      [rack],
      locationId,
    ]);
    await app.db.query('UPDATE fleet.vehicles SET accessory_ids = $2 WHERE id = $1', [both, [hook, rack]]);
    const asked = (query: string) => names(`${span(day(10), day(12))}&${query}`, grouped.client);
    expect(await asked('')).toEqual(['both', 'rack', 'small', 'van']);
    expect(await asked('seats=3')).toEqual(['both', 'rack', 'van']);
    expect(await asked('transmission=manual')).toEqual(['small']);
    expect(await asked('kind=VAN')).toEqual(['van']);
    expect(await asked(`groupId=${group}`)).toEqual(['van']);
    expect(await asked(`locationId=${locationId}`)).toEqual(['rack']);
    expect(await asked(`accessoryId=${rack}`)).toEqual(['both', 'rack']);
    expect(await asked(`accessoryId=${rack}&accessoryId=${hook}`)).toEqual(['both']);
    expect(await asked(`accessoryId=${rack}&locationId=${locationId}&seats=5`)).toEqual(['rack']);
    expect(await asked(`accessoryId=${hook}&locationId=${locationId}`)).toEqual([]);
  });

  it('BK-7: in each of the organisation’s orders, then by another, then by name', async () => {
    const make = (name: string, fields: object) => given.vehicle(branchId, { name, ...fields });
    const tag = branchId.slice(-6);
    const c = await make('c', { registration: `1${tag}`, fuel: 'diesel', odometer: 300 });
    const a = await make('a', { registration: `3${tag}`, fuel: 'electric', odometer: 200 });
    const b = await make('b', { registration: `2${tag}`, fuel: 'electric', odometer: 100 });
    await make('d', { registration: `4${tag}` });
    for (const [id, days] of [
      [a, 1],
      [b, 3],
      [c, 2],
    ] as const) {
      await app.db.query(`UPDATE fleet.vehicles SET created_at = now() - make_interval(days => $2) WHERE id = $1`, [
        id,
        days,
      ]);
    }
    const ago = (hours: number) => new Date(Date.now() - hours * HOUR);
    await put(a, ago(30), ago(20), { state: 'completed' });
    await put(b, ago(30), ago(28), { state: 'completed' });
    // Long ago, or never driven: that is no use of the last 7 days.
    await put(c, ago(24 * 9), ago(24 * 8), { state: 'completed' });
    await put(c, ago(50), ago(10), { state: 'cancelled' });
    const orders: [string, string | null, string][] = [
      ['name', null, 'abcd'],
      ['registration', null, 'cbad'],
      ['least_used', null, 'cdba'],
      ['oldest', null, 'bcad'],
      ['newest', null, 'dacb'],
      ['electric_first', null, 'abcd'],
      ['electric_first', 'lowest_odometer', 'bacd'],
      ['lowest_odometer', null, 'bacd'],
      ['least_used', 'newest', 'dcba'],
    ];
    for (const [primary, thenBy, wanted] of orders) {
      await order(primary, thenBy);
      expect([primary, thenBy, (await names()).join('')]).toEqual([primary, thenBy, wanted]);
    }
    await order('name');
  });

  it('BK-7, AP-1: tells what would have to be approved, and why', async () => {
    await given.user(branchId, ['booking_approver']);
    await given.vehicle(branchId, { name: 'always', approvalFlowId: await given.flow() });
    await given.vehicle(branchId, { name: 'long', approvalFlowId: await given.flow({ longerThanMinutes: 120 }) });
    await given.vehicle(branchId, { name: 'plain' });
    const told = async (hours: number) =>
      (await find(span(day(10), day(10 + hours)))).vehicles.map(({ needsApproval, approvalReasons }) => [
        needsApproval,
        ...approvalReasons,
      ]);
    expect(await told(2)).toEqual([[true, 'always'], [false], [false]]);
    expect(await told(3)).toEqual([[true, 'always'], [true, 'longer_than'], [false]]);
  });

  it('BK-5, BK-7: tells what a policy would refuse, as booking it does', async () => {
    const policy = (limits: object) =>
      app.admin
        .expect(201, 'POST', '/booking-policies', { name: crypto.randomUUID(), ...limits })
        .then(({ id }) => id as string);
    const carry = async (name: string, limits: object) => {
      const id = await given.vehicle(branchId, { name });
      await app.db.query('UPDATE fleet.vehicles SET policy_id = $2 WHERE id = $1', [id, await policy(limits)]);
      return id;
    };
    const cars = {
      buffered: await carry('buffered', { bufferMinutes: 60 }),
      one: await carry('one', { maxOpenPerPerson: 1 }),
      plain: await given.vehicle(branchId, { name: 'plain' }),
      short: await carry('short', { maxMinutes: 90 }),
    };
    const start = new Date(Math.ceil(Date.now() / HOUR) * HOUR + 24 * HOUR);
    const end = new Date(+start + 2 * HOUR);
    await put(cars.buffered, new Date(+end + 30 * MINUTE), new Date(+end + 90 * MINUTE));
    await put(cars.one, new Date(+end + 24 * HOUR), new Date(+end + 25 * HOUR), { bookerId: booker.id });
    const { vehicles } = await find(span(start, end));
    const told = Object.fromEntries(vehicles.map((one) => [one.name, one.policyViolations.map(({ code }) => code)]));
    expect(told).toEqual({ buffered: ['buffer_broken'], one: ['too_many_open'], plain: [], short: ['too_long'] });
    for (const [name, vehicleId] of Object.entries(cars)) {
      const wish = { vehicleId, start: start.toISOString(), end: end.toISOString(), reasonId };
      const { status, body } = await booker.client.post('/bookings', wish);
      const codes = (body.violations ?? []).map(({ code }: { code: string }) => code);
      expect([name, status, codes]).toEqual([name, told[name]!.length > 0 ? 422 : 201, told[name]]);
    }
  });

  it('BK-7: a period ends after it begins', async () => {
    expect((await booker.client.get(`/availability?${span(day(12), day(12))}`)).status).toBe(422);
    expect((await booker.client.get('/availability')).status).toBe(422);
  });
});
