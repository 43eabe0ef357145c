import { DateTime } from 'luxon';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';

const ZONE = 'Europe/Berlin';
interface Told {
  bookingId: string | null;
  start: string;
  end: string;
  state: string | null;
  code: string | null;
  violations: { code: string }[];
}

describe('series of bookings (BK-9)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let reasonId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ timeZone: ZONE });
    booker = await given.user(branchId, ['booker']);
    reasonId = await given.reason();
  });
  afterAll(() => app?.stop());

  const at = (text: string) => DateTime.fromISO(text, { zone: ZONE }).toUTC().toISO()!;
  const clock = (instant: string) => DateTime.fromISO(instant).setZone(ZONE).toFormat('MM-dd HH:mm');
  const wish = (vehicleId: string, rrule: string, fields: object = {}) => ({
    ...{ vehicleId, reasonId, rrule, onConflict: 'fail' },
    ...{ start: at('2027-03-22T09:00'), end: at('2027-03-22T10:00') },
    ...fields,
  });
  const make = (body: object) => booker.client.post('/booking-series', body);
  const codes = (occurrences: Told[]) => occurrences.map(({ code, state }) => code ?? state);
  const countOf = async (vehicleId: string) =>
    (await app.db.query('SELECT count(*)::int AS n FROM bookings.bookings WHERE vehicle_id = $1', [vehicleId])).rows[0]
      .n;

  it('keeps its wall-clock time when the clocks are put forward, and says what came of each', async () => {
    const vehicleId = await given.vehicle(branchId);
    const { status, body } = await make(wish(vehicleId, 'FREQ=DAILY;COUNT=8'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ vehicleId, branchId, timeZone: ZONE, rrule: 'FREQ=DAILY;COUNT=8', version: 1 });
    expect(body.occurrences.map(({ start }: Told) => clock(start).slice(6))).toEqual(Array(8).fill('09:00'));
    expect(body.occurrences[0].start.slice(11, 16)).toBe('08:00');
    expect(body.occurrences[7].start.slice(11, 16)).toBe('07:00');
    const one = await booker.client.expect(200, 'GET', `/bookings/${body.occurrences[3].bookingId}`);
    expect(one).toMatchObject({ seriesId: body.id, state: 'confirmed' });
    expect((await booker.client.expect(200, 'GET', `/booking-series/${body.id}`)).occurrences).toEqual(
      body.occurrences,
    );
    const list = await booker.client.expect(200, 'GET', `/bookings?state=recurring&vehicleId=${vehicleId}`);
    expect(list.items).toHaveLength(8);
  });

  it('with fail books all or nothing, and says which fail and what is free for all of those', async () => {
    const [vehicleId, free, halfFree] = await Promise.all(
      [1, 2, 3].map(() => given.vehicle(branchId, { name: `A${crypto.randomUUID()}` })),
    );
    const single = { vehicleId: vehicleId!, reasonId, start: at('2027-03-24T09:30'), end: at('2027-03-24T11:00') };
    await booker.client.expect(201, 'POST', '/bookings', single);
    const later = { ...single, start: at('2027-03-26T09:30'), end: at('2027-03-26T11:00') };
    await booker.client.expect(201, 'POST', '/bookings', later);
    await booker.client.expect(201, 'POST', '/bookings', { ...later, vehicleId: halfFree });
    const before = await app.db.query('SELECT count(*)::int AS n FROM bookings.series');
    const { status, body } = await make(wish(vehicleId!, 'FREQ=DAILY;COUNT=5'));
    expect([status, body.code]).toEqual([409, 'series_conflict']);
    expect(codes(body.occurrences)).toEqual([
      'confirmed',
      'confirmed',
      'vehicle_not_free',
      'confirmed',
      'vehicle_not_free',
    ]);
    const names = body.alternatives.map(({ id }: { id: string }) => id);
    expect(names).toContain(free);
    expect(names).not.toContain(halfFree);
    expect(await countOf(vehicleId!)).toBe(2);
    expect((await app.db.query('SELECT count(*)::int AS n FROM bookings.series')).rows).toEqual(before.rows);
    const skipped = await make({ ...wish(vehicleId!, 'FREQ=DAILY;COUNT=5'), onConflict: 'skip' });
    expect(skipped.status).toBe(201);
    expect(codes(skipped.body.occurrences)).toEqual(codes(body.occurrences));
    expect(await countOf(vehicleId!)).toBe(5);
    const again = await make({ ...wish(vehicleId!, 'FREQ=DAILY;COUNT=5'), onConflict: 'skip' });
    expect([again.status, again.body.code]).toEqual([409, 'series_conflict']);
  });

  it('asks the policy and its quota of each', async () => {
    const weekdays = await given.policy({ weekdays: [1, 2, 3, 4, 5] });
    const working = await given.vehicle(branchId, { policyId: weekdays });
    const told = await make({ ...wish(working, 'FREQ=DAILY;COUNT=7'), onConflict: 'skip' });
    expect(codes(told.body.occurrences).slice(4)).toEqual(['confirmed', 'policy_violated', 'policy_violated']);
    expect(told.body.occurrences[5].violations[0].code).toBe('weekday_not_allowed');
    const quota = await given.policy({ maxOpenPerPerson: 3 });
    const scarce = await given.vehicle(branchId, { policyId: quota });
    const some = await make({ ...wish(scarce, 'FREQ=DAILY;COUNT=5'), onConflict: 'skip' });
    expect(codes(some.body.occurrences)).toEqual([...Array(3).fill('confirmed'), ...Array(2).fill('policy_violated')]);
  });

  it('refuses what cannot be, by name, and vehicles that are not there to see', async () => {
    const vehicleId = await given.vehicle(branchId);
    const refused = async (body: object) => {
      const answer = await make(body);
      return [answer.status, answer.body.errors?.[0].field ?? answer.body.code];
    };
    expect(await refused(wish(vehicleId, 'FREQ=DAILY;BYHOUR=9;COUNT=3'))).toEqual([422, 'rrule.BYHOUR']);
    expect(await refused(wish(vehicleId, 'FREQ=DAILY'))).toEqual([422, 'rrule']);
    const long = { end: at('2027-03-23T09:01') };
    expect(await refused(wish(vehicleId, 'FREQ=DAILY;COUNT=2', long))).toEqual([422, 'rrule']);
    const elsewhere = await given.vehicle(await given.branch());
    expect(await refused(wish(elsewhere, 'FREQ=DAILY;COUNT=2'))).toEqual([404, 'vehicleId']);
    expect(await refused(wish(crypto.randomUUID(), 'FREQ=DAILY;COUNT=2'))).toEqual([404, 'vehicleId']);
  });

  it('is changed from one on, or as far as it is ahead, and each keeps its slot where one fails', async () => {
    const vehicleId = await given.vehicle(branchId);
    const { body: made } = await make(wish(vehicleId, 'FREQ=DAILY;COUNT=8'));
    const from = made.occurrences[5].start;
    const shift = { from, start: at('2027-03-27T14:00'), end: at('2027-03-27T15:30'), notes: 'Later.' };
    const moved = await booker.client.expect(200, 'PATCH', `/booking-series/${made.id}`, shift);
    expect(moved.version).toBe(2);
    expect(moved.occurrences.map(({ start, end }: Told) => `${clock(start)} ${clock(end).slice(6)}`).slice(4)).toEqual([
      ...['03-26 09:00 10:00', '03-27 14:00 15:30', '03-28 14:00 15:30', '03-29 14:00 15:30'],
    ]);
    // A day on: each needs the slot of the next one.
    const first = made.occurrences[0];
    const day = { start: at('2027-03-23T09:00'), end: at('2027-03-23T10:00') };
    const on = await booker.client.expect(200, 'PATCH', `/booking-series/${made.id}`, day);
    expect(clock(on.occurrences[1].start)).toBe('03-24 09:00');
    const blocker = { vehicleId, reasonId, start: at('2027-03-25T12:00'), end: at('2027-03-25T13:00') };
    await booker.client.expect(201, 'POST', '/bookings', blocker);
    const before = await booker.client.expect(200, 'GET', `/booking-series/${made.id}`);
    const noon = { start: at('2027-03-23T12:00'), end: at('2027-03-23T13:00') };
    const refused = await booker.client.patch(`/booking-series/${made.id}`, noon);
    expect([refused.status, refused.body.code]).toEqual([409, 'series_conflict']);
    expect(await booker.client.expect(200, 'GET', `/booking-series/${made.id}`)).toEqual(before);
    const rest = await booker.client.expect(200, 'PATCH', `/booking-series/${made.id}`, {
      ...noon,
      onConflict: 'skip',
    });
    const left = rest.occurrences.filter(({ code }: Told) => code === 'vehicle_not_free');
    expect(left.map(({ start }: Told) => clock(start))).toEqual(['03-25 09:00']);
    const stale = { headers: { 'if-match': `"${first.bookingId}-1"` } };
    // The one that was left behind is asked to come along again (B-1).
    const again = { ...noon, onConflict: 'skip' };
    expect((await booker.client.patch(`/booking-series/${made.id}`, again, stale)).status).toBe(412);
  });

  it('is cancelled from one on, and as a whole; one alone as any booking', async () => {
    const vehicleId = await given.vehicle(branchId);
    const { body: made } = await make(wish(vehicleId, 'FREQ=DAILY;COUNT=6'));
    await booker.client.expect(200, 'POST', `/bookings/${made.occurrences[1].bookingId}/cancellation`, {});
    const path = `/booking-series/${made.id}/cancellation`;
    const some = await booker.client.expect(200, 'POST', path, { from: made.occurrences[4].start, reason: 'Rain.' });
    expect(codes(some.occurrences)).toEqual([
      'confirmed',
      'cancelled',
      'confirmed',
      'confirmed',
      'cancelled',
      'cancelled',
    ]);
    const all = await booker.client.expect(200, 'POST', path, {});
    expect(codes(all.occurrences)).toEqual(Array(6).fill('cancelled'));
    expect((await booker.client.post(path, {})).status).toBe(409);
  });

  it('meets the condition of a flow that asks about what recurs; AP-12: by one request, each booking on its own', async () => {
    const approver = await given.user(branchId, ['booking_approver']);
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow({ recurring: true }) });
    const { body: made } = await make(wish(vehicleId, 'FREQ=WEEKLY;COUNT=3'));
    expect(codes(made.occurrences)).toEqual(['pending', 'pending', 'pending']);
    const single = { vehicleId, reasonId, start: at('2027-03-24T09:30'), end: at('2027-03-24T11:00') };
    expect((await booker.client.expect(201, 'POST', '/bookings', single)).state).toBe('confirmed');
    const { items } = await approver.client.expect(200, 'GET', '/approvals?state=pending');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ seriesId: made.id, occurrenceCount: 3, waitingCount: 3, reasons: ['recurring'] });
    const declinedBookingIds = [made.occurrences[1].bookingId];
    await approver.client.expect(200, 'POST', `/approvals/${items[0].id}/decision`, {
      decision: 'approve',
      declinedBookingIds,
    });
    const after = await booker.client.expect(200, 'GET', `/booking-series/${made.id}`);
    expect(codes(after.occurrences)).toEqual(['confirmed', 'declined', 'confirmed']);
  });

  it('is nobody else’s to see or change', async () => {
    const { body: made } = await make(wish(await given.vehicle(branchId), 'FREQ=DAILY;COUNT=2'));
    const other = await given.user(branchId, ['booker']);
    expect((await other.client.get(`/booking-series/${made.id}`)).status).toBe(404);
    expect((await other.client.patch(`/booking-series/${made.id}`, { notes: 'Mine.' })).status).toBe(404);
    expect((await other.client.post(`/booking-series/${made.id}/cancellation`, {})).status).toBe(404);
  });

  it('RP-13: tells nobody of those of its bookings that have moved to a branch out of reach', async () => {
    const rover = await given.user(branchId, ['booker', 'multibranch_booker']);
    const manager = await given.user(branchId, ['branch_admin']);
    const away = await given.vehicle(await given.branch({ timeZone: ZONE }));
    const body = wish(await given.vehicle(branchId), 'FREQ=DAILY;COUNT=3');
    const { id, occurrences } = await rover.client.expect(201, 'POST', '/booking-series', body);
    const [first, second, third] = (occurrences as Told[]).map(({ bookingId }) => bookingId);
    await rover.client.expect(200, 'PATCH', `/bookings/${second}`, { vehicleId: away });
    const told = async ({ client }: GivenUser) =>
      ((await client.expect(200, 'GET', `/booking-series/${id}`)).occurrences as Told[]).map((each) => each.bookingId);
    expect(await told(manager)).toEqual([first, third]);
    expect(await told(rover)).toEqual([first, second, third]);
  });

  it('counts its own bookings against the quota, and keeps the buffer to them', async () => {
    const quota = await given.policy({ maxOpenPerPerson: 4 });
    const [one, two] = [await given.vehicle(branchId, { policyId: quota }), await given.vehicle(branchId)];
    await app.db.query('UPDATE fleet.vehicles SET policy_id = $1 WHERE id = $2', [quota, two]);
    const other = { vehicleId: two, reasonId, start: at('2027-03-22T09:00'), end: at('2027-03-22T10:00') };
    await booker.client.expect(201, 'POST', '/bookings', other);
    const few = await make({ ...wish(one, 'FREQ=DAILY;COUNT=4'), onConflict: 'skip' });
    expect(codes(few.body.occurrences)).toEqual([...Array(3).fill('confirmed'), 'policy_violated']);
    const buffer = await given.policy({ bufferMinutes: 60 });
    const apart = await given.vehicle(branchId, { policyId: buffer });
    const long = { start: at('2027-03-22T09:00'), end: at('2027-03-23T08:30') };
    const tight = await make({ ...wish(apart, 'FREQ=DAILY;COUNT=4', long), onConflict: 'skip' });
    expect(codes(tight.body.occurrences)).toEqual(['confirmed', 'policy_violated', 'confirmed', 'policy_violated']);
    expect(tight.body.occurrences[1].violations[0].code).toBe('buffer_broken');
  });
});
