import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser } from './support/given.js';
import { inParallel } from './support/in-parallel.js';

const HOUR = 3_600_000;
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * HOUR).toISOString();
const OVERLAPS = `
  SELECT count(*)::int AS pairs FROM bookings.bookings a JOIN bookings.bookings b
      ON a.vehicle_id = b.vehicle_id AND a.id < b.id AND a.period && b.period
   WHERE a.state IN ('pending', 'confirmed', 'in_use') AND b.state IN ('pending', 'confirmed', 'in_use')`;

type Told = Awaited<ReturnType<Client['post']>>;

describe('races of everything that makes or changes a hold, in two processes (BK-3, BK-5, BK-8, BK-10)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let approver: GivenUser;
  let elsewhere: string;
  let riders: GivenUser[];

  beforeAll(async () => {
    app = await startApp();
    elsewhere = await app.anotherProcess();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    // Before the rush: their invitations would wait behind the mails of a thousand bookings.
    riders = await inParallel(Array.from({ length: 12 }), 3, () => given.user(branchId, ['booker']));
  });
  afterAll(() => app?.stop());

  /** The same person, in turn at one process and the other. */
  const at = (client: Client, turn: number) => (turn % 2 === 0 ? client : client.at(elsewhere));
  const book = async (vehicleId: string, start: string, end: string) =>
    booker.client.expect(201, 'POST', '/bookings', { ...(await given.wish(vehicleId)), start, end });
  const periodOf = async (id: string) => {
    const { rows } = await app.db.query(
      'SELECT vehicle_id, lower(period) AS start, upper(period) AS end, state FROM bookings.bookings WHERE id = $1',
      [id],
    );
    const [{ start, end, ...rest }] = rows;
    return { ...rest, start: start.toISOString(), end: end.toISOString() };
  };
  const overlaps = async () => (await app.db.query<{ pairs: number }>(OVERLAPS)).rows[0]!.pairs;

  it('create × move × extend for one slot, 40 times: one gets it, the others keep what they had', async () => {
    const [vehicleId, parking] = [await given.vehicle(branchId), await given.vehicle(branchId)];
    const wish = await given.wish(vehicleId, 10, 2);
    await inParallel(Array.from({ length: 40 }), 4, async (_, round) => {
      const [start, end] = [later(wish.start, round * 6), later(wish.start, round * 6 + 2)];
      const mover = await book(parking, start, end);
      const extender = await book(vehicleId, later(start, -2), start);
      const before = await Promise.all([mover.id, extender.id].map(periodOf));
      const attempts: (() => Promise<Told>)[] = [
        () => at(booker.client, 0).post('/bookings', { ...wish, start, end }),
        () => at(booker.client, 1).post('/bookings', { ...wish, start: later(start, 1), end: later(end, 1) }),
        () => at(booker.client, 1).patch(`/bookings/${mover.id}`, { vehicleId }),
        () => at(booker.client, 0).post(`/bookings/${extender.id}/extension`, { end: later(start, 1.5) }),
      ];
      const turned = [...attempts.slice(round % 4), ...attempts.slice(0, round % 4)];
      const answers = await Promise.all(turned.map((attempt) => attempt()));
      for (const { status, body } of answers) {
        if (status < 300) continue;
        expect([status, body.code]).toEqual([409, 'vehicle_not_free']);
        expect(Array.isArray(body.alternatives)).toBe(true);
      }
      // An extension by an hour and a half and a create that starts an hour in exclude each other, too.
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      const won = (id: string) => answers.some(({ status, body }) => status === 200 && body.id === id);
      const after = await Promise.all([mover.id, extender.id].map(periodOf));
      [mover.id, extender.id].forEach((id, index) => {
        if (!won(id)) expect(after[index]).toEqual(before[index]);
      });
    });
    expect(await overlaps()).toBe(0);
  });

  it('approve × move × cancel of one booking, 20 times: what is answered is what is there', async () => {
    const flowId = await given.flow();
    await inParallel(Array.from({ length: 20 }), 4, async (_, round) => {
      const vehicleId = await given.vehicle(branchId, { approvalFlowId: flowId });
      const wish = await given.wish(vehicleId, 20);
      const made = await booker.client.expect(201, 'POST', '/bookings', wish);
      const { rows } = await app.db.query('SELECT id FROM approvals.requests WHERE booking_id = $1', [made.id]);
      const [decision, move, cancellation] = await Promise.all([
        at(approver.client, round).post(`/approvals/${rows[0].id}/decision`, { decision: 'approve' }),
        at(booker.client, round + 1).patch(`/bookings/${made.id}`, {
          start: later(wish.start, 24),
          end: later(wish.end, 24),
        }),
        at(booker.client, round).post(`/bookings/${made.id}/cancellation`, {}),
      ]);
      for (const answer of [decision, move, cancellation]) expect([200, 409]).toContain(answer!.status);
      expect(cancellation!.status).toBe(200);
      const requests = await app.db.query('SELECT state FROM approvals.requests WHERE booking_id = $1', [made.id]);
      const states = requests.rows.map(({ state }) => state);
      expect(states).not.toContain('pending');
      expect(states.includes('approved')).toBe(decision!.status === 200);
      const stored = await periodOf(made.id);
      expect(stored).toMatchObject({
        state: 'cancelled',
        start: move!.status === 200 ? later(wish.start, 24) : wish.start,
      });
    });
    expect(await overlaps()).toBe(0);
  });

  it('two bookings that want each other’s vehicles, and three in a ring: nobody waits for ever, nobody loses a slot', async () => {
    await inParallel(Array.from({ length: 20 }), 4, async (_, round) => {
      const size = 2 + (round % 2);
      const vehicles = await Promise.all(Array.from({ length: size }, () => given.vehicle(branchId)));
      const { start, end } = await given.wish(vehicles[0]!, 30);
      const ring = await Promise.all(vehicles.map((vehicleId) => book(vehicleId, start, end)));
      const answers = await Promise.all(
        ring.map(({ id }, index) =>
          at(booker.client, index).patch(`/bookings/${id}`, { vehicleId: vehicles[(index + 1) % size] }),
        ),
      );
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(ring.map(() => [409, 'vehicle_not_free']));
      const stored = await Promise.all(ring.map(({ id }) => periodOf(id)));
      expect(stored.map(({ vehicle_id }) => vehicle_id)).toEqual(vehicles);
      // With room to turn in, the same moves go through, all at once.
      const moved = await Promise.all(
        ring.map(({ id }, index) =>
          at(booker.client, index).patch(`/bookings/${id}`, {
            ...{ vehicleId: vehicles[(index + 1) % size], start: later(start, 24), end: later(end, 24) },
          }),
        ),
      );
      expect(moved.map(({ status }) => status)).toEqual(ring.map(() => 200));
    });
    expect(await overlaps()).toBe(0);
  });

  it('BK-8: of twelve who want the four seats at once, four get one', async () => {
    for (let round = 0; round < 5; round += 1) {
      const wish = await given.wish(await given.vehicle(branchId, { seats: 5 }), 40 + round);
      const { id } = await booker.client.expect(201, 'POST', '/bookings', wish);
      const answers = await Promise.all(
        riders.map(({ client }, turn) => at(client, turn).post(`/bookings/${id}/seats`)),
      );
      const refused = answers.filter(({ status }) => status !== 201);
      expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(8).fill([409, 'no_seat_left']));
      const { rows } = await app.db.query('SELECT passenger_ids FROM bookings.bookings WHERE id = $1', [id]);
      expect(new Set(rows[0].passenger_ids).size).toBe(4);
      const aboard = riders.filter((_, index) => answers[index]!.status === 201).map((rider) => rider.id);
      expect([...rows[0].passenger_ids].sort()).toEqual(aboard.sort());
    }
  });

  it('BK-5: of eight bookings of one person on eight vehicles at once, the quota lets two through', async () => {
    const policyId = await given.policy({ maxOpenPerPerson: 2 });
    const vehicles = await Promise.all(Array.from({ length: 8 }, () => given.vehicle(branchId, { policyId })));
    for (let round = 0; round < 5; round += 1) {
      const person = await given.user(branchId, ['booker']);
      const wishes = await Promise.all(vehicles.map((vehicleId) => given.wish(vehicleId, 50 + round)));
      const answers = await Promise.all(wishes.map((wish, turn) => at(person.client, turn).post('/bookings', wish)));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
      expect(answers.filter(({ status, body }) => status === 422 && body.code === 'policy_violated')).toHaveLength(6);
      const { rows } = await app.db.query('SELECT count(*)::int AS open FROM bookings.bookings WHERE booker_id = $1', [
        person.id,
      ]);
      expect(rows[0].open).toBe(2);
    }
  });

  it('BK-5: a buffer holds between bookings that are made at once', async () => {
    const policyId = await given.policy({ bufferMinutes: 60 });
    const vehicleId = await given.vehicle(branchId, { policyId });
    const wish = await given.wish(vehicleId, 60);
    await inParallel(Array.from({ length: 15 }), 3, async (_, round) => {
      const start = later(wish.start, round * 24);
      // Hour after hour: none overlaps another, and no two neighbours keep their distance.
      const answers = await Promise.all(
        [0, 1, 2, 3].map((hour) =>
          at(booker.client, hour).post('/bookings', {
            ...wish,
            start: later(start, hour),
            end: later(start, hour + 1),
          }),
        ),
      );
      const made = answers.filter(({ status }) => status === 201).length;
      expect([1, 2]).toContain(made);
    });
    const { rows } = await app.db.query(
      `SELECT count(*)::int AS close FROM bookings.bookings a JOIN bookings.bookings b
          ON a.vehicle_id = b.vehicle_id AND a.id < b.id
         AND tstzrange(lower(a.period) - interval '1 hour', upper(a.period) + interval '1 hour') && b.period
        WHERE a.vehicle_id = $1`,
      [vehicleId],
    );
    expect(rows[0].close).toBe(0);
  });

  it('BK-18: one key on an edit’s POST extends once', async () => {
    const vehicleId = await given.vehicle(branchId);
    const { start, end } = await given.wish(vehicleId, 70);
    const { id } = await booker.client.expect(201, 'POST', '/bookings', {
      ...(await given.wish(vehicleId)),
      start,
      end,
    });
    const options = { headers: { 'idempotency-key': crypto.randomUUID() } };
    const extend = (turn: number) =>
      at(booker.client, turn).post(`/bookings/${id}/extension`, { end: later(end, 1) }, options);
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map(extend));
    const outcomes = answers.map(({ status, body }) => (status === 200 ? 200 : body.code));
    expect(['idempotency_key_in_use', 200]).toEqual(expect.arrayContaining(outcomes));
    const again = await extend(0);
    expect([again.status, again.body.version]).toEqual([200, 2]);
  });
});
