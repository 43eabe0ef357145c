import { type TestApp, startApp } from './support/app.js';
import { codeOf } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (ms: number) => new Date(Date.UTC(2041, 4, 6) + ms).toISOString();

interface Found {
  id: string;
  name: string;
  needsApproval: boolean;
  approvalReasons: string[];
}

describe('availability tells all there is, and what would come of it (BK-7, IF-2, B-11)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
  });

  const span = `from=${at(0)}&to=${at(HOUR)}`;
  const find = (more = '', who = booker) => who.client.expect(200, 'GET', `/availability?${span}${more}`);
  const pages = async (limit: number, who = booker): Promise<string[]> => {
    const names: string[] = [];
    for (let cursor = ''; ;) {
      const { vehicles, nextCursor } = await find(`&limit=${limit}${cursor}`, who);
      expect(vehicles.length).toBeLessThanOrEqual(limit);
      names.push(...vehicles.map(({ name }: Found) => name));
      if (!nextCursor) return names;
      cursor = `&cursor=${nextCursor}`;
    }
  };
  /** Vehicles past the service: some hundred. */
  const clone = (count: number) =>
    app.db.query(
      `INSERT INTO fleet.vehicles (id, branch_id, name, registration, kind, seats, group_ids, accessory_ids, state, version,
                                   created_at, fuel, odometer)
       SELECT gen_random_uuid(), $1, 'Clone ' || lpad(n::text, 4, '0'), 'X' || substr(gen_random_uuid()::text, 1, 12), 'car', 5,
              '{}', '{}', 'active', 1, now() + make_interval(secs => n % 7), (ARRAY['electric', 'petrol', NULL])[1 + n % 3],
              CASE WHEN n % 4 = 0 THEN NULL ELSE n % 5 END
         FROM generate_series(1, $2) n`,
      [branchId, count],
    );

  it('B-11: 540 vehicles are all found, page by page, and the first page says that there is more', async () => {
    await clone(540);
    const first = await find();
    expect(first.nextCursor).not.toBeNull();
    const all = await pages(200);
    expect([all.length, new Set(all).size]).toEqual([540, 540]);
    expect((await find('&limit=500')).vehicles).toHaveLength(500);
  });

  it('B-11: the pages follow each order of the organisation, with a second one, and skip nothing', async () => {
    await clone(31);
    const orders = ['name', 'registration', 'least_used', 'oldest', 'newest', 'electric_first', 'lowest_odometer'];
    for (const [index, primary] of orders.entries()) {
      const availabilityOrder = { primary, thenBy: orders[(index + 3) % orders.length] };
      await app.admin.expect(200, 'PATCH', '/organisation', { availabilityOrder });
      const whole = (await find()).vehicles.map(({ name }: Found) => name);
      expect(whole).toHaveLength(31);
      expect(await pages(4)).toEqual(whole);
    }
    await app.admin.expect(200, 'PATCH', '/organisation', { availabilityOrder: { primary: 'name', thenBy: null } });
  });

  it('B-11: a cursor of another search, or of another order, is refused', async () => {
    await clone(5);
    const { nextCursor } = await find('&limit=2');
    expect(codeOf(await booker.client.get(`/availability?${span}&limit=2&seats=2&cursor=${nextCursor}`))).toBe(
      '422 invalid_input',
    );
    await app.admin.expect(200, 'PATCH', '/organisation', { availabilityOrder: { primary: 'oldest', thenBy: null } });
    expect(codeOf(await booker.client.get(`/availability?${span}&limit=2&cursor=${nextCursor}`))).toBe(
      '422 invalid_input',
    );
    await app.admin.expect(200, 'PATCH', '/organisation', { availabilityOrder: { primary: 'name', thenBy: null } });
  });

  it('B-11: where the flow would be skipped no approval is forecast; with an approver it is', async () => {
    const approvalFlowId = await given.flow();
    const vehicleId = await given.vehicle(branchId, { approvalFlowId });
    const forecast = async (who = booker) => {
      const found = (await find('', who)).vehicles.find(({ id }: Found) => id === vehicleId);
      return [found.needsApproval, found.approvalReasons];
    };
    expect(await forecast()).toEqual([false, []]);
    const approver = await given.user(branchId, ['booking_approver']);
    expect(await forecast()).toEqual([true, ['always']]);
    expect(await forecast(await given.user(branchId, ['booker', 'booking_approver']))).toEqual([false, []]);
    await app.admin.expect(200, 'POST', `/users/${approver.id}/suspension`);
    expect((await forecast())[0]).toBe(true); // the other approver is still there
  });

  it('B-11: what is forecast is what comes of booking: steps of roles, second persons, several branches', async () => {
    const far = await given.branch();
    const roles = {
      roles: [{ roleId: await given.roleId('booker') }, { roleId: await given.roleId('booking_approver') }],
    };
    const instructor = await given.roleId('instructor');
    await given.user(far, ['booking_approver']);
    const flows = [
      await given.flow({ always: true }, { steps: [{ name: 'Desk', approverRoleId: instructor }] }),
      await given.flow({ always: true }, { steps: [{ name: 'Desk', approverRoleId: instructor }, { name: 'Fleet' }] }),
      await given.flow({ always: true }, { requireSecondPerson: true }),
      await given.flow({ interBranch: true }),
      await given.flow({ longerThanMinutes: 120 }),
    ];
    const vehicles = new Map<string, string>();
    for (const at_ of [branchId, far]) {
      for (const approvalFlowId of flows) {
        const id = await given.vehicle(at_, { approvalFlowId });
        vehicles.set(id, id);
      }
    }
    const both = await given.user(branchId, ['booker', 'multibranch_booker']);
    const own = await given.user(branchId, []);
    await app.admin.expect(200, 'PUT', `/users/${own.id}/roles`, roles);
    const reasonId = await given.reason();
    for (const [n, who] of [both, own].entries()) {
      const start = Date.now() + (n + 2) * DAY;
      const [from, to] = [new Date(start).toISOString(), new Date(start + HOUR).toISOString()];
      const { vehicles: found } = await who.client.expect(200, 'GET', `/availability?from=${from}&to=${to}`);
      const told = found.filter(({ id }: Found) => vehicles.has(id));
      expect(told).toHaveLength(who === both ? 10 : 5);
      for (const { id, needsApproval } of told as Found[]) {
        const body = { vehicleId: id, start: from, end: to, reasonId };
        const made = await who.client.expect(201, 'POST', '/bookings', body);
        expect([id, made.state]).toEqual([id, needsApproval ? 'pending' : 'confirmed']);
      }
    }
  });

  it('BK-4: who does not get a vehicle is told when it is free again, and what the others are', async () => {
    const vehicleId = await given.vehicle(branchId);
    await given.vehicle(branchId, { name: 'Spare', registration: 'SPARE-1', kind: 'van' });
    const reasonId = await given.reason();
    const other = await given.user(branchId, ['booker']);
    const hour = (h: number) => new Date(Math.ceil(Date.now() / DAY) * DAY + DAY + h * HOUR).toISOString();
    const book = (from: number, to: number, who = booker) =>
      who.client.post('/bookings', { vehicleId, start: hour(from), end: hour(to), reasonId });
    await book(10, 12, other);
    await book(12, 13, other);
    const ahead = (await book(20, 22)).body;
    await app.admin.expect(201, 'POST', `/vehicles/${vehicleId}/unavailability`, {
      ...{ start: hour(13), end: hour(14), note: 'Wash.' },
    });
    const refused = await book(9, 11);
    expect(codeOf(refused)).toBe('409 vehicle_not_free');
    expect(refused.body.freeFrom).toBe(hour(14));
    const spare = refused.body.alternatives.find(({ name }: { name: string }) => name === 'Spare');
    expect(spare).toEqual({ id: spare.id, name: 'Spare', registration: 'SPARE-1', kind: 'van' });
    // For as long as was asked for: nine hours do not fit before the next booking.
    expect((await book(9, 18)).body.freeFrom).toBe(hour(22));
    // What is moved is not in its own way.
    const moved = await booker.client.patch(`/bookings/${ahead.id}`, { start: hour(12), end: hour(22) });
    expect([codeOf(moved), moved.body.freeFrom]).toEqual(['409 vehicle_not_free', hour(14)]);
  });

  it('BK-2: of a vehicle that has not been returned nobody knows when it is free again', async () => {
    const vehicleId = await given.vehicle(branchId);
    const reasonId = await given.reason();
    await app.db.query(
      `INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id,
                                      passenger_ids, whole_vehicle, checked_out_at, version, created_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $3, tstzrange(now() - interval '2 hours', now() - interval '1 hour'),
               'in_use', $4, '{}', false, now() - interval '2 hours', 1, now())`,
      [vehicleId, branchId, booker.id, reasonId],
    );
    const other = await given.user(branchId, ['booker']);
    const now = { start: new Date().toISOString(), end: new Date(Date.now() + HOUR).toISOString() };
    const refused = await other.client.post('/bookings', { vehicleId, ...now, reasonId });
    expect([codeOf(refused), refused.body.freeFrom]).toEqual(['409 vehicle_not_free', null]);
  });
});
