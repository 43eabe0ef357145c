import { setTimeout as pause } from 'node:timers/promises';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, type Wish } from './support/given.js';

const CLASHES = `
  SELECT count(*)::int AS clashes FROM fleet.unavailability u JOIN bookings.bookings b
      ON b.vehicle_id = u.vehicle_id AND b.period && u.period AND b.state IN ('pending', 'confirmed', 'in_use')`;
const ROUNDS = 12;

describe('races for a vehicle between bookings and its keepers (BR-5, BR-6)', () => {
  let app: TestApp;
  let given: Given;
  let vehicleId: string;
  let booker: GivenUser;
  let manager: GivenUser;
  let round: Wish[];

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    const branchId = await given.branch();
    vehicleId = await given.vehicle(branchId);
    [booker, manager] = [await given.user(branchId, ['booker']), await given.user(branchId, ['branch_admin'])];
    round = await Promise.all(Array.from({ length: ROUNDS }, (_, index) => given.wish(vehicleId, 20 + index, 2)));
  });
  afterAll(() => app?.stop());

  const clashes = async () => (await app.db.query<{ clashes: number }>(CLASHES)).rows[0]!.clashes;
  const close = ({ start, end }: Wish, note = 'Service') =>
    manager.client.post(`/vehicles/${vehicleId}/unavailability`, { start, end, note });
  const patch = (state: string) => manager.client.patch(`/vehicles/${vehicleId}`, { state });
  const outcome = (query: Promise<unknown>) =>
    query.then(
      () => 'written',
      ({ code, constraint }: { code: string; constraint: string }) => `${code} ${constraint}`,
    );
  const statuses = (answers: { status: number }[]) => [...new Set(answers.map(({ status }) => status))].sort();

  it('BR-5: booked and closed at once, one wins, and the loser is told 409', async () => {
    for (const wish of round) {
      const answers = await Promise.all([
        ...Array.from({ length: 4 }, () => booker.client.post('/bookings', wish)),
        ...Array.from({ length: 4 }, () => close(wish)),
      ]);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(statuses(answers)).toEqual([201, 409]);
    }
    expect(await clashes()).toBe(0);
  });

  it('BR-5: of many closures that overlap, one is made', async () => {
    const wish = await given.wish(vehicleId, 60, 10);
    const shifted = (minutes: number): Wish => ({
      ...wish,
      start: new Date(Date.parse(wish.start) + minutes * 60_000).toISOString(),
      end: new Date(Date.parse(wish.end) + minutes * 60_000).toISOString(),
    });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => close(shifted(index), `No ${index}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  it('BR-5: whatever the code does, the database refuses the second of two, in either order', async () => {
    const insertBooking = async (id: string, day: number) => {
      const { id: made } = await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, day));
      await app.db.query(`UPDATE bookings.bookings SET state = 'cancelled' WHERE id = $1`, [made]);
      return `UPDATE bookings.bookings SET state = 'confirmed' WHERE id = '${made as string}' ${id}`;
    };
    const insertClosure = (day: number) => `
      INSERT INTO fleet.unavailability (id, vehicle_id, period, note, created_by, created_at)
      SELECT gen_random_uuid(), vehicle_id, period, 'direct', booker_id, now() FROM bookings.bookings
       WHERE vehicle_id = '${vehicleId}' AND lower(period) = date_trunc('hour', now()) + interval '${day} days'`;
    for (const [day, closesFirst] of [
      [80, true],
      [81, false],
    ] as const) {
      const [book, shut] = [await insertBooking('', day), insertClosure(day)];
      const [one, other] = [await app.db.connect(), await app.db.connect()];
      try {
        await one.query('BEGIN');
        expect((await one.query(closesFirst ? shut : book)).rowCount).toBe(1);
        // Neither sees the other, which has not committed: it is the lock that makes one of them wait, and look again.
        const second = outcome(other.query(closesFirst ? book : shut));
        await pause(100);
        const first = await outcome(one.query('COMMIT'));
        const refused = [first, await second].filter((told) => told !== 'written');
        expect(refused).toEqual([expect.stringMatching(/^23P01 (bookings_over_un|un)availability/)]);
      } finally {
        one.release();
        other.release();
      }
    }
    expect(await clashes()).toBe(0);
  });

  it('BR-6: disabled, enabled and booked at once: 201, 409, no 5xx, and none of it twice', async () => {
    for (let index = 0; index < ROUNDS; index += 1) {
      const wish = await given.wish(vehicleId, 100 + index, 2);
      const answers = await Promise.all([
        patch('disabled'),
        ...Array.from({ length: 3 }, () => booker.client.post('/bookings', wish)),
        patch('active'),
        ...Array.from({ length: 3 }, () => booker.client.post('/bookings', wish)),
      ]);
      expect(statuses(answers.filter(({ status }) => status !== 200 && status !== 409))).toEqual(
        answers.some(({ status }) => status === 201) ? [201] : [],
      );
      expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
      await patch('active');
    }
  });

  it('BR-6: no booking begins after the moment when the vehicle was disabled', async () => {
    for (let index = 0; index < ROUNDS; index += 1) {
      const wish = await given.wish(vehicleId, 120 + index, 2);
      const [disabled, made] = await Promise.all([patch('disabled'), booker.client.post('/bookings', wish)]);
      expect([disabled.status, [201, 409].includes(made.status)]).toEqual([200, true]);
      const after = await booker.client.post('/bookings', await given.wish(vehicleId, 140 + index, 2));
      expect([after.status, after.body.code]).toEqual([409, 'vehicle_out_of_service']);
      await patch('active');
    }
  });
});
