import { type TestApp, startApp } from './support/app.js';
import { codeOf } from './support/approvals.js';
import { Given, type GivenUser } from './support/given.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

describe('one entry in line per person, thing and time (BK-14, B-10)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let person: GivenUser;
  let vehicleId: string;
  let start: string;
  let end: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    person = await given.user(branchId, ['booker']);
    vehicleId = await given.vehicle(branchId);
    ({ start, end } = await given.wish(vehicleId, 4, 2));
  });

  const join = (body: object, who = person) => who.client.post('/waiting-list', { start, end, ...body });

  it('B-10: nobody stands in line twice for the same vehicle and an overlapping time', async () => {
    expect(codeOf(await join({ vehicleId }))).toBe('201');
    expect(codeOf(await join({ vehicleId }))).toBe('409 already_waiting');
    expect(codeOf(await join({ vehicleId, start: later(start, HOUR), end: later(end, DAY) }))).toBe(
      '409 already_waiting',
    );
    expect(codeOf(await join({ vehicleId, seats: 3 }))).toBe('409 already_waiting');
  });

  it('B-10: nor for any vehicle of the same branch', async () => {
    expect(codeOf(await join({ branchId }))).toBe('201');
    expect(codeOf(await join({ branchId, seats: 2 }))).toBe('409 already_waiting');
    expect(codeOf(await join({ vehicleId }))).toBe('201');
  });

  it('B-10: another time, another vehicle, another person: each may wait', async () => {
    expect(codeOf(await join({ vehicleId }))).toBe('201');
    expect(codeOf(await join({ vehicleId, start: end, end: later(end, HOUR) }))).toBe('201');
    expect(codeOf(await join({ vehicleId: await given.vehicle(branchId) }))).toBe('201');
    expect(codeOf(await join({ vehicleId }, await given.user(branchId, ['booker'])))).toBe('201');
  });

  it('B-10: whoever has left the line may stand in it again', async () => {
    const { body } = await join({ vehicleId });
    expect(codeOf(await person.client.delete(`/waiting-list/${body.id}`))).toBe('204');
    expect(codeOf(await join({ vehicleId }))).toBe('201');
  });

  it('B-10: ten at once: one is in line, the others are told so', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => join({ vehicleId })));
    expect(answers.map(codeOf).sort()).toEqual(['201', ...Array.from({ length: 9 }, () => '409 already_waiting')]);
  });

  it('B-10: the database holds it, also against what does not ask', async () => {
    const { body } = await join({ vehicleId });
    const again = app.db.query(
      `INSERT INTO bookings.waiting_entries (id, user_id, branch_id, vehicle_id, period, seats, state, version, created_at)
       SELECT gen_random_uuid(), user_id, branch_id, vehicle_id, period, seats, state, 1, now()
         FROM bookings.waiting_entries WHERE id = $1`,
      [body.id],
    );
    await expect(again).rejects.toThrow('waiting_entries_once');
  });
});
