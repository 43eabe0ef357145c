import { type TestApp, startApp } from './support/app.js';
import { codeOf } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const from = (ms: number) => new Date(Date.now() + ms).toISOString();
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

describe('how long a booking is, and whether it can come about (BK-3, B-12)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let reasonId: string;
  let vehicleId: string;
  let guarded: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    await given.user(branchId, ['booking_approver']);
    reasonId = await given.reason();
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    vehicleId = await given.vehicle(branchId);
    guarded = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
  });
  afterEach(() => app.admin.expect(200, 'PATCH', '/organisation', { maxBookingDays: 366 }));

  const book = (start: string, end: string, of = vehicleId) =>
    booker.client.post('/bookings', { vehicleId: of, start, end, reasonId });
  const problem = ({ status, body }: { status: number; body: { errors?: { field: string; code: string }[] } }) =>
    [status, body.errors?.[0]?.field, body.errors?.[0]?.code].join(' ');

  it('B-12: a booking is at most a year long; one of thousands of years is refused, wherever it is asked for', async () => {
    const start = from(DAY);
    expect(problem(await book(start, '8999-01-01T00:00:00Z'))).toBe('422 end too_long');
    expect(problem(await book(start, later(start, 366 * DAY + MINUTE)))).toBe('422 end too_long');
    const made = await book(start, later(start, 366 * DAY));
    expect(codeOf(made)).toBe('201');
    const path = `/bookings/${made.body.id}`;
    const end = later(start, 367 * DAY);
    expect(problem(await booker.client.patch(path, { end }))).toBe('422 end too_long');
    expect(problem(await booker.client.post(`${path}/extension`, { end }))).toBe('422 end too_long');
    const wait = { vehicleId, start, end: later(start, 5_000 * DAY) };
    expect(problem(await booker.client.post('/waiting-list', wait))).toBe('422 end too_long');
    const series = { vehicleId, start, end: later(start, 400 * DAY), reasonId, rrule: 'FREQ=YEARLY;COUNT=2' };
    expect(problem(await booker.client.post('/booking-series', { ...series, onConflict: 'fail' }))).toBe(
      '422 end too_long',
    );
  });

  it('B-12: the organisation says how long, up to five years; what is there stays', async () => {
    const set = (maxBookingDays: number) => app.admin.patch('/organisation', { maxBookingDays });
    expect((await app.admin.expect(200, 'GET', '/organisation')).maxBookingDays).toBe(366);
    for (const wrong of [0, 1_828, 1.5]) expect((await set(wrong)).status).toBe(422);
    expect((await set(2)).status).toBe(200);
    const start = from(DAY);
    expect(problem(await book(start, later(start, 3 * DAY)))).toBe('422 end too_long');
    const made = await book(start, later(start, 2 * DAY));
    expect(codeOf(made)).toBe('201');
    expect((await set(1)).status).toBe(200);
    expect(codeOf(await booker.client.patch(`/bookings/${made.body.id}`, { notes: 'As it was.' }))).toBe('200');
    expect((await set(1_827)).status).toBe(200);
    expect(codeOf(await book(later(start, 3 * DAY), later(start, 1_800 * DAY)))).toBe('201');
  });

  it('B-12: a booking is at least a minute long, also once it is edited', async () => {
    const start = from(DAY);
    expect(problem(await book(start, later(start, MINUTE - 1)))).toBe('422 end too_short');
    const made = await book(start, later(start, MINUTE));
    expect(codeOf(made)).toBe('201');
    const path = `/bookings/${made.body.id}`;
    expect(problem(await booker.client.patch(path, { end: later(start, 1_000) }))).toBe('422 end too_short');
    const series = { vehicleId, start: from(3 * DAY), reasonId, rrule: 'FREQ=DAILY;COUNT=2', onConflict: 'skip' };
    const short = { ...series, end: later(series.start, 1_000) };
    expect(problem(await booker.client.post('/booking-series', short))).toBe('422 end too_short');
  });

  it('B-12: what would need approval and has begun is refused when it is made, and not left to lapse', async () => {
    const refused = await book(from(-20_000), from(HOUR), guarded);
    expect(codeOf(refused)).toBe('409 too_late_for_approval');
    const { rows } = await app.db.query('SELECT FROM bookings.bookings WHERE vehicle_id = $1', [guarded]);
    expect(rows).toEqual([]);
    expect(codeOf(await book(from(-20_000), from(HOUR)))).toBe('201');
    expect((await book(from(5_000), from(HOUR), guarded)).body.state).toBe('pending');
  });

  it('B-12: the same for a move, and for one of a series alone', async () => {
    const made = await book(from(2 * DAY), from(2 * DAY + HOUR), guarded);
    const moved = await booker.client.patch(`/bookings/${made.body.id}`, { start: from(-20_000), end: from(HOUR) });
    expect(codeOf(moved)).toBe('409 too_late_for_approval');
    const series = { vehicleId: guarded, start: from(-20_000), end: from(HOUR), reasonId, rrule: 'FREQ=DAILY;COUNT=2' };
    const some = await booker.client.expect(201, 'POST', '/booking-series', { ...series, onConflict: 'skip' });
    expect(some.occurrences.map(({ code, state }: { code: string; state: string }) => code ?? state)).toEqual([
      'too_late_for_approval',
      'pending',
    ]);
  });

  it('B-12: nobody waits for what has begun: it could only lapse', async () => {
    const refused = await booker.client.post('/waiting-list', { vehicleId, start: from(-20_000), end: from(HOUR) });
    expect(codeOf(refused)).toBe('422 start_in_past');
  });
});
