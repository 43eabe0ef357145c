import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';

const HOUR = 3_600_000;
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * HOUR).toISOString();

/** What people do who do not look, and what those do who look too closely. */
describe('careless and hostile users of bookings', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let spare: string;
  let day = 20;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    spare = await given.vehicle(branchId);
  });
  afterAll(() => app?.stop());

  /** A booking of two hours on a vehicle of its own and a day of its own. */
  const book = async (fields: object = {}, { client }: GivenUser = booker) => {
    const wish = await given.wish(await given.vehicle(branchId), (day += 1), 2);
    return client.expect(201, 'POST', '/bookings', { ...wish, ...fields });
  };
  const read = (id: string) => booker.client.expect(200, 'GET', `/bookings/${id}`);
  const extend = (id: string, end: string) => booker.client.post(`/bookings/${id}/extension`, { end });

  it('BR-5: an extension into a closure is refused with what else is free, and the end stays', async () => {
    const { id, vehicleId, end } = await book();
    const closure = { start: later(end, 1), end: later(end, 3), note: 'New tyres' };
    await app.admin.expect(201, 'POST', `/vehicles/${vehicleId}/unavailability`, closure);
    const { status, body } = await extend(id, later(end, 2));
    expect([status, body.code]).toEqual([409, 'vehicle_not_free']);
    expect(body.detail).toContain('New tyres');
    expect(body.alternatives.map((each: { id: string }) => each.id)).toContain(spare);
    expect((await read(id)).end).toBe(end);
    // Up to its very start there is room.
    expect((await extend(id, closure.start)).status).toBe(200);
  });

  it('BK-4: who manages the bookings of a branch, and books nothing, is told what else is free as well', async () => {
    const manager = await given.user(branchId, ['booking_admin']);
    const [mine, other] = [await book(), await book()];
    const { vehicleId, start, end } = other;
    const { status, body } = await manager.client.patch(`/bookings/${mine.id}`, { vehicleId, start, end });
    expect([status, body.code]).toEqual([409, 'vehicle_not_free']);
    expect(body.alternatives.map((each: { id: string }) => each.id)).toContain(spare);
  });

  it('RP-13: whoever does not get a vehicle is not told who has it', async () => {
    const made = await book({ destination: 'The clinic', notes: 'Nobody is to know.' });
    const curious = await given.user(branchId, ['booker']);
    const wish = { ...(await given.wish(made.vehicleId)), start: made.start, end: made.end };
    const refused = await curious.client.post('/bookings', wish);
    expect([refused.status, refused.body.code]).toEqual([409, 'vehicle_not_free']);
    for (const secret of [booker.id, booker.email, made.id, 'clinic', 'Nobody'])
      expect(refused.text).not.toContain(secret);
    expect((await curious.client.get(`/bookings/${made.id}`)).status).toBe(404);
  });

  it('BK-8: four people do not move into a vehicle with three seats', async () => {
    const passengerIds = await Promise.all([1, 2, 3].map(() => given.contact(branchId)));
    const made = await book({ passengerIds });
    const small = await given.vehicle(branchId, { seats: 3 });
    const path = `/bookings/${made.id}`;
    const { status, body } = await booker.client.patch(path, { vehicleId: small });
    expect([status, body.code]).toEqual([422, 'too_many_passengers']);
    expect(await read(made.id)).toMatchObject({ vehicleId: made.vehicleId, version: 1 });
    const fewer = { vehicleId: small, passengerIds: passengerIds.slice(1) };
    expect((await booker.client.patch(path, fewer)).status).toBe(200);
  });

  it('BK-11: who comes back late keeps the end that was booked; nobody else’s time is taken', async () => {
    const made = await book();
    const [from, to] = [later(new Date().toISOString(), -5), later(new Date().toISOString(), -2)];
    await app.db.query(
      `UPDATE bookings.bookings SET state = 'in_use', period = tstzrange($2, $3), checked_out_at = $2 WHERE id = $1`,
      [made.id, from, to],
    );
    const next = { ...(await given.wish(made.vehicleId)), ...given.fromNow() };
    await app.admin.expect(201, 'POST', '/bookings', next);
    // Too late to keep it longer: the next one has it.
    expect((await extend(made.id, later(next.start, 1))).body.code).toBe('vehicle_not_free');
    const back = await booker.client.expect(200, 'POST', `/bookings/${made.id}/return`, { odometer: 12 });
    expect(back).toMatchObject({ state: 'completed', end: to, bookedEnd: null });
    expect(Date.parse(back.returnedAt)).toBeGreaterThan(Date.parse(to));
    expect((await booker.client.post(`/bookings/${made.id}/return`, {})).status).toBe(409);
  });

  it.each([
    ['on by its interval', 24],
    ['back by its interval', -24],
    ['on by an hour, over itself', 1],
    ['back by an hour, over itself', -1],
  ])('BK-9: a series is moved onto itself, %s: every booking goes, and none is in another’s way', async (_, hours) => {
    const anyHour = await given.wish(await given.vehicle(branchId), (day += 30));
    // At noon: an hour on is an hour on, also on the days when the clocks change.
    const date = anyHour.start.slice(0, 10);
    const wish = { ...anyHour, start: `${date}T12:00:00.000Z`, end: `${date}T14:00:00.000Z` };
    const body = { ...wish, rrule: 'FREQ=DAILY;COUNT=6', onConflict: 'fail' };
    const { id, occurrences } = await booker.client.expect(201, 'POST', '/booking-series', body);
    const to = { start: later(wish.start, hours), end: later(wish.end, hours) };
    const moved = await booker.client.expect(200, 'PATCH', `/booking-series/${id}`, to);
    const starts = (of: { start: string }[]) => of.map(({ start }) => start);
    expect(starts(moved.occurrences)).toEqual(starts(occurrences).map((start) => later(start, hours)));
    expect(moved.occurrences.every(({ code }: { code: string | null }) => code === null)).toBe(true);
  });

  it('BK-9: a series whose bookings would run into each other is refused, and stays', async () => {
    const wish = await given.wish(await given.vehicle(branchId), (day += 30), 2);
    const body = { ...wish, rrule: 'FREQ=DAILY;COUNT=3', onConflict: 'fail' };
    const { id, occurrences } = await booker.client.expect(201, 'POST', '/booking-series', body);
    const refused = await booker.client.patch(`/booking-series/${id}`, { end: later(wish.start, 25) });
    expect([refused.status, refused.body.code]).toEqual([409, 'series_conflict']);
    const kept = await booker.client.expect(200, 'GET', `/booking-series/${id}`);
    expect(kept.occurrences.map((each: { end: string }) => each.end)).toEqual(
      occurrences.map((each: { end: string }) => each.end),
    );
  });

  it('BR-1, BR-6: a closed branch and a disabled vehicle end nothing: what is there is cancelled, used and returned', async () => {
    const yard = await given.branch();
    const local = await given.user(yard, ['booker']);
    const [one, two] = [await given.vehicle(yard), await given.vehicle(yard)];
    const wish = await given.wish(one, (day += 1));
    const ahead = await local.client.expect(201, 'POST', '/bookings', wish);
    const now = await local.client.expect(201, 'POST', '/bookings', { ...wish, vehicleId: two, ...given.fromNow() });
    await app.admin.expect(200, 'PATCH', `/branches/${yard}`, { state: 'closed' });
    await app.admin.expect(200, 'PATCH', `/vehicles/${two}`, { state: 'disabled' });
    const longer = await local.client.post(`/bookings/${ahead.id}/extension`, { end: later(wish.end, 1) });
    expect([longer.status, longer.body.code]).toEqual([409, 'vehicle_out_of_service']);
    await local.client.expect(200, 'PATCH', `/bookings/${ahead.id}`, { notes: 'Keys at the gate.' });
    await local.client.expect(200, 'POST', `/bookings/${now.id}/check-out`);
    await local.client.expect(200, 'POST', `/bookings/${now.id}/return`, {});
    await local.client.expect(200, 'POST', `/bookings/${ahead.id}/cancellation`, {});
  });

  it('BK-6: a reason that was disabled meanwhile stays on the booking, whatever else is edited', async () => {
    const reasonId = await given.ownReason();
    const made = await book({ reasonId });
    await app.admin.expect(200, 'PATCH', `/booking-reasons/${reasonId}`, { state: 'disabled' });
    const edit = { end: later(made.end, 1), destination: 'The coast' };
    expect(await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, edit)).toMatchObject({ reasonId, ...edit });
  });

  it('ID-17: a passenger who is suspended or erased keeps nobody from moving the booking', async () => {
    const [suspended, erased] = [await given.user(branchId, ['booker']), await given.user(branchId, ['booker'])];
    const made = await book({ passengerIds: [suspended.id, erased.id] });
    await app.admin.expect(200, 'POST', `/users/${suspended.id}/suspension`, {});
    await app.admin.expect(204, 'DELETE', `/users/${erased.id}`);
    expect((await extend(made.id, later(made.end, 1))).status).toBe(200);
    const moved = await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { vehicleId: spare });
    expect(moved.passengerIds).toEqual([suspended.id]);
    // Nobody names them anew.
    const again = await booker.client.post('/bookings', {
      ...(await given.wish(made.vehicleId, (day += 1))),
      passengerIds: [suspended.id],
    });
    expect([again.status, again.body.code]).toEqual([404, 'unknown_reference']);
  });

  it('BK-5: the night in which the clocks are put forward: a time that they never show is an instant like any other', async () => {
    const vehicleId = await given.vehicle(branchId, { policyId: await given.policy({ maxMinutes: 60 }) });
    const times = { start: '2030-03-31T01:30:00+01:00', end: '2030-03-31T03:30:00+02:00' };
    const wish = { ...(await given.wish(vehicleId)), ...times };
    const made = await booker.client.expect(201, 'POST', '/bookings', wish);
    expect(made).toMatchObject({ start: '2030-03-31T00:30:00.000Z', end: '2030-03-31T01:30:00.000Z' });
    const longer = await extend(made.id, '2030-03-31T03:31:00+02:00');
    expect([longer.status, longer.body.violations?.[0].code]).toEqual([422, 'too_long']);
    // By a clock that nobody put forward half past two is half past three.
    const moved = await booker.client.patch(`/bookings/${made.id}`, { end: '2030-03-31T02:30:00+01:00' });
    expect([moved.status, moved.body.end]).toEqual([200, made.end]);
  });

  it('BK-3: beyond 2038 as before it: half-open, free where it is free, and in its order', async () => {
    const vehicleId = await given.vehicle(branchId);
    const start = '2045-03-26T00:30:00.000Z';
    const wish = { ...(await given.wish(vehicleId)), start, end: later(start, 2) };
    const made = await booker.client.expect(201, 'POST', '/bookings', wish);
    expect(await read(made.id)).toMatchObject({ start, end: wish.end });
    const inside = { ...wish, start: later(start, 1.99), end: later(start, 3) };
    expect((await booker.client.post('/bookings', inside)).body.code).toBe('vehicle_not_free');
    for (const hours of [2, -2]) {
      const next = { ...wish, start: later(start, hours), end: later(start, hours + 2) };
      await booker.client.expect(201, 'POST', '/bookings', next);
    }
    const span = `from=${later(start, -2)}&to=${later(start, 4)}&branchId=${branchId}`;
    const free = await booker.client.expect(200, 'GET', `/availability?${span}`);
    expect(free.vehicles.map(({ id }: { id: string }) => id)).not.toContain(vehicleId);
    const listed = await booker.client.expect(200, 'GET', `/bookings?view=mine&vehicleId=${vehicleId}`);
    expect(listed.items.map((each: { start: string }) => each.start)).toEqual([-2, 0, 2].map((at) => later(start, at)));
  });

  it('ID-18: an agreement that came out meanwhile is asked for before more is booked, and holds up nobody who is out', async () => {
    const [ahead, now] = [await book(), await book(given.fromNow())];
    await booker.client.expect(200, 'POST', `/bookings/${now.id}/check-out`);
    const { version } = await app.admin.expect(201, 'POST', '/agreements', { text: 'Wash it.' });
    const longer = await extend(ahead.id, later(ahead.end, 1));
    expect([longer.status, longer.body.code, longer.body.version]).toEqual([409, 'agreement_not_accepted', version]);
    expect((await extend(now.id, later(now.end, 1))).status).toBe(200);
    await booker.client.expect(200, 'PATCH', `/bookings/${ahead.id}`, { notes: 'Mine.' });
    await booker.client.expect(200, 'POST', `/bookings/${now.id}/return`, {});
    await booker.client.expect(201, 'POST', '/me/agreement-acceptances', { version });
    expect((await extend(ahead.id, later(ahead.end, 1))).status).toBe(200);
  });
});
