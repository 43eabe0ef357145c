import { EndNoShows } from '../src/bookings/use-cases/end-no-shows.js';
import { OfferVehicles } from '../src/bookings/use-cases/waiting-list/offer-vehicles.js';
import { type TestApp, startApp } from './support/app.js';
import { codeOf } from './support/approvals.js';
import { putBookings } from './support/bookings.js';
import { Given, type GivenUser } from './support/given.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const fromNow = (ms: number) => new Date(Date.now() + ms);

describe('a vehicle that is still out after the end of its booking (BK-2, B-8)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let late: GivenUser;
  let next: GivenUser;
  let reasonId: string;
  let vehicleId: string;
  let overdueId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    late = await given.user(branchId, ['booker']);
    next = await given.user(branchId, ['booker']);
    reasonId = await given.reason();
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    vehicleId = await given.vehicle(branchId);
    overdueId = await put(late.id, fromNow(-3 * HOUR), fromNow(-HOUR), 'in_use');
  });

  const put = async (bookerId: string, start: Date, end: Date, state = 'confirmed', of = vehicleId) => {
    const [id] = await putBookings(app.db, [{ vehicleId: of, branchId, bookerId, start, end, reasonId, state }]);
    await app.db.query(
      `UPDATE bookings.bookings SET checked_out_at = lower(period) WHERE id = $1 AND state = 'in_use'`,
      [id],
    );
    return id!;
  };
  const isListed = async (start: Date, end: Date) => {
    const { vehicles } = await next.client.expect(
      200,
      'GET',
      `/availability?from=${start.toISOString()}&to=${end.toISOString()}`,
    );
    return vehicles.some(({ id }: { id: string }) => id === vehicleId);
  };
  const book = (start: Date, end: Date, who = next) =>
    who.client.post('/bookings', { vehicleId, start: start.toISOString(), end: end.toISOString(), reasonId });
  const checkOut = (id: string, who = next) => who.client.post(`/bookings/${id}/check-out`);
  const giveBack = () => late.client.expect(200, 'POST', `/bookings/${overdueId}/return`, {});

  it('B-8: it is not listed as free for a period that touches now, and cannot be booked from now', async () => {
    expect(await isListed(fromNow(-MINUTE), fromNow(HOUR))).toBe(false);
    expect(await isListed(new Date(), fromNow(HOUR))).toBe(false);
    const refused = await book(new Date(), fromNow(HOUR));
    expect(codeOf(refused)).toBe('409 vehicle_not_free');
    expect(refused.body.alternatives.map(({ id }: { id: string }) => id)).not.toContain(vehicleId);
  });

  it('B-8: what begins later is free, and listed', async () => {
    expect(await isListed(fromNow(HOUR), fromNow(2 * HOUR))).toBe(true);
    expect(codeOf(await book(fromNow(HOUR), fromNow(2 * HOUR)))).toBe('201');
  });

  it('B-8: nobody else can check it out, neither early nor when their booking has begun, until it is returned', async () => {
    const begun = await put(next.id, fromNow(-MINUTE), fromNow(20 * MINUTE));
    const soon = await put(next.id, fromNow(20 * MINUTE), fromNow(HOUR));
    expect(codeOf(await checkOut(begun))).toBe('409 vehicle_not_returned');
    expect(codeOf(await checkOut(soon))).toBe('409 vehicle_not_returned');
    const own = await put(late.id, fromNow(HOUR), fromNow(1.5 * HOUR));
    expect(codeOf(await checkOut(own, late))).toBe('409 vehicle_not_returned');
    await giveBack();
    expect(codeOf(await checkOut(begun))).toBe('200');
  });

  it('B-8: once it is returned it is listed, bookable and can be checked out as ever', async () => {
    await giveBack();
    expect(await isListed(new Date(), fromNow(HOUR))).toBe(true);
    const made = await book(new Date(), fromNow(HOUR));
    expect(codeOf(made)).toBe('201');
    expect(codeOf(await checkOut(made.body.id))).toBe('200');
  });

  it('B-8: no booking is moved or extended to it, and it is no alternative to another vehicle', async () => {
    const wanted = await given.vehicle(branchId, { name: `Wanted ${vehicleId}` });
    const begun = await put(next.id, fromNow(-MINUTE), fromNow(HOUR), 'confirmed', wanted);
    await app.db.query(`UPDATE bookings.bookings SET state = 'in_use', checked_out_at = now() WHERE id = $1`, [begun]);
    const body = { vehicleId: wanted, start: new Date().toISOString(), end: fromNow(HOUR).toISOString(), reasonId };
    const refused = await late.client.post('/bookings', body);
    expect(codeOf(refused)).toBe('409 vehicle_not_free');
    expect(refused.body.alternatives.map(({ id }: { id: string }) => id)).not.toContain(vehicleId);
    const ahead = await put(next.id, fromNow(2 * HOUR), fromNow(3 * HOUR));
    const moved = await next.client.patch(`/bookings/${ahead}`, { start: new Date().toISOString() });
    expect(codeOf(moved)).toBe('409 vehicle_not_free');
  });

  it('B-8: its holder may extend it, and it stays theirs', async () => {
    const end = fromNow(HOUR).toISOString();
    expect(codeOf(await late.client.post(`/bookings/${overdueId}/extension`, { end }))).toBe('200');
    expect(codeOf(await book(new Date(), fromNow(0.5 * HOUR)))).toBe('409 vehicle_not_free');
  });

  it('B-8: with a buffer it is not bookable right behind now either', async () => {
    const policyId = await given.policy({ bufferMinutes: 30 });
    await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { policyId });
    const refused = await book(fromNow(10 * MINUTE), fromNow(HOUR));
    expect(refused.body.violations.map(({ code }: { code: string }) => code)).toEqual(['buffer_broken']);
    expect(codeOf(await book(fromNow(40 * MINUTE), fromNow(HOUR)))).toBe('201');
  });

  it('BK-12: whoever could not fetch it because it was still out is no no-show, and has the time from its return on', async () => {
    await app.admin.expect(200, 'PATCH', '/organisation', { noShowMinutes: 15 });
    const waiting = await put(next.id, fromNow(-30 * MINUTE), fromNow(2 * HOUR));
    const stateOf = async () =>
      (await app.db.query('SELECT state FROM bookings.bookings WHERE id = $1', [waiting])).rows[0].state;
    const sweep = app.nest.get(EndNoShows, { strict: false });
    await sweep.run();
    expect(await stateOf()).toBe('confirmed');
    await giveBack();
    await sweep.run();
    expect(await stateOf()).toBe('confirmed');
    await sweep.run(fromNow(16 * MINUTE));
    expect(await stateOf()).toBe('no_show');
    await app.admin.expect(200, 'PATCH', '/organisation', { noShowMinutes: null });
  });

  it('BK-14: it is offered to nobody in line for a period that has come', async () => {
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO bookings.waiting_entries (id, user_id, branch_id, vehicle_id, period, seats, state, version, created_at)
       VALUES (gen_random_uuid(), $1, $2, $3, tstzrange(now() + interval '1 second', now() + interval '1 hour'), 1,
               'waiting', 1, now()) RETURNING id`,
      [next.id, branchId, vehicleId],
    );
    await app.db.query(`UPDATE bookings.waiting_entries SET period = tstzrange(now(), upper(period)) WHERE id = $1`, [
      rows[0]!.id,
    ]);
    await app.nest.get(OfferVehicles, { strict: false }).run(fromNow(-MINUTE));
    const after = await app.db.query('SELECT state FROM bookings.waiting_entries WHERE id = $1', [rows[0]!.id]);
    expect(after.rows[0].state).toBe('waiting');
  });

  it('BK-2: its holder returns it while others try to check it out: nobody has it before it is back', async () => {
    for (let round = 0; round < 5; round += 1) {
      const begun = await put(next.id, fromNow(-MINUTE), fromNow(HOUR));
      const answers = await Promise.all([
        checkOut(begun),
        checkOut(begun),
        late.client.post(`/bookings/${overdueId}/return`, {}),
        checkOut(begun),
      ]);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      const { rows } = await app.db.query(
        `SELECT n.state = 'in_use' AND n.checked_out_at < o.returned_at AS twice
           FROM bookings.bookings n, bookings.bookings o WHERE n.id = $1 AND o.id = $2`,
        [begun, overdueId],
      );
      expect(rows[0].twice).not.toBe(true);
      vehicleId = await given.vehicle(branchId);
      overdueId = await put(late.id, fromNow(-3 * HOUR), fromNow(-HOUR), 'in_use');
    }
  });
});
