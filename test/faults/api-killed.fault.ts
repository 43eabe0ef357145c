import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { Given, type GivenUser, type Wish } from '../support/given.js';

const CLIENTS = 8;
const VEHICLES = 4;
const KILLS = 3;
const BETWEEN_MS = 4_000;
const HOURS = 400;

interface Attempt {
  booker: string;
  wish: Wish;
  /** Undefined where no answer came. */
  status?: number;
  id?: string;
  /** Undefined: never asked. 0: asked, and no answer came. */
  cancelled?: number;
}

describe('security item 2: the API is killed under load, three times', () => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  const bookers: GivenUser[] = [];
  const vehicles: string[] = [];
  const attempts: Attempt[] = [];
  let loading = true;

  beforeAll(async () => {
    motorpool = await Deployment.start();
    given = new Given(motorpool);
    const branchId = await given.branch();
    for (let index = 0; index < CLIENTS; index += 1) bookers.push(await given.user(branchId, ['booker']));
    for (let index = 0; index < VEHICLES; index += 1) vehicles.push(await given.vehicle(branchId));
    await given.reason();
  });
  afterAll(() => motorpool?.stop());

  /** Books now this hour, now that, and cancels some; several want the same. */
  async function load({ id, client }: GivenUser): Promise<void> {
    while (loading) {
      const vehicleId = vehicles[Math.floor(Math.random() * VEHICLES)]!;
      const attempt: Attempt = { booker: id, wish: await given.wish(vehicleId, 1 + Math.random() * (HOURS / 24)) };
      attempts.push(attempt);
      const booked = await client.post('/bookings', attempt.wish).catch(() => undefined);
      attempt.status = booked?.status;
      attempt.id = booked?.body.id;
      if (booked?.status === 201 && Math.random() < 0.3) {
        const cancelled = await client.post(`/bookings/${attempt.id}/cancellation`, {}).catch(() => undefined);
        attempt.cancelled = cancelled?.status ?? 0;
      }
      if (!booked) await pause(200);
    }
  }

  it('goes on as if nothing were the matter, but for requests without an answer', async () => {
    const clients = bookers.map(load);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(BETWEEN_MS * (0.75 + Math.random() / 2));
      await motorpool.apis[0]!.kill();
      await motorpool.startApi(0).untilReady(motorpool.origin);
    }
    await pause(BETWEEN_MS / 2);
    loading = false;
    await Promise.all(clients);
    const statuses = attempts.flatMap(({ status, cancelled }) => [status, cancelled]);
    expect(statuses.filter((status) => status && ![200, 201, 409].includes(status))).toEqual([]);
    await motorpool.settled(60_000);
    const acknowledged = attempts.filter(({ status }) => status === 201).length;
    const unanswered = attempts.filter(({ status }) => !status).length;
    console.log(`${attempts.length} attempts, ${acknowledged} acknowledged, ${unanswered} without an answer`);
    expect(acknowledged).toBeGreaterThan(100);
    expect(unanswered).toBeGreaterThan(0);
  }, 120_000);

  interface Stored {
    id: string;
    booker: string;
    vehicle: string;
    start: Date;
    state: string;
  }
  const stored = () =>
    motorpool.rows<Stored>(
      `SELECT id, booker_id AS booker, vehicle_id AS vehicle, lower(period) AS start, state FROM bookings.bookings`,
    );

  it('has every booking and every cancellation that was acknowledged', async () => {
    const states = new Map((await stored()).map(({ id, state }) => [id, state]));
    const acknowledged = attempts.filter(({ status }) => status === 201);
    expect(acknowledged.filter(({ id }) => !states.has(id!))).toEqual([]);
    const cancelled = attempts.filter((attempt) => attempt.cancelled === 200);
    expect(cancelled.length).toBeGreaterThan(10);
    expect(cancelled.filter(({ id }) => states.get(id!) !== 'cancelled')).toEqual([]);
  });

  it('has no booking and no cancellation that was refused or never asked for', async () => {
    const asked = (attempt: Attempt) => `${attempt.booker} ${attempt.wish.vehicleId} ${attempt.wish.start}`;
    const unanswered = new Set(attempts.filter(({ status }) => !status).map(asked));
    const byId = new Map(attempts.filter(({ id }) => id).map((attempt) => [attempt.id!, attempt]));
    for (const { id, booker, vehicle, start, state } of await stored()) {
      const attempt = byId.get(id);
      if (!attempt) expect(unanswered).toContain(`${booker} ${vehicle} ${start.toISOString()}`);
      const mayBeCancelled = attempt?.cancelled === 200 || attempt?.cancelled === 0;
      expect(mayBeCancelled ? ['confirmed', 'cancelled'] : ['confirmed']).toContain(state);
    }
  });

  it('has the event, the audit entry and the mail of each, once', async () => {
    const wanting = await motorpool.rows(
      `SELECT b.id, b.state, e.events, a.entries, m.mails
         FROM bookings.bookings b,
              LATERAL (SELECT CASE b.state WHEN 'cancelled' THEN 2 ELSE 1 END AS expected) x,
              LATERAL (SELECT count(*)::int AS events FROM platform.outbox
                        WHERE payload->>'bookingId' = b.id::text AND state = 'done') e,
              LATERAL (SELECT count(*)::int AS entries FROM platform.audit_entries
                        WHERE subject_type = 'Booking' AND subject_id = b.id) a,
              LATERAL (SELECT count(*)::int AS mails FROM notifications.mails
                        WHERE state = 'sent' AND event_id IN
                              (SELECT id FROM platform.outbox WHERE payload->>'bookingId' = b.id::text)) m
        WHERE (e.events, a.entries, m.mails) <> (x.expected, x.expected, x.expected)`,
    );
    expect(wanting).toEqual([]);
    expect((await motorpool.copies()).filter(({ copies }) => copies !== 1)).toEqual([]);
    const orphans = await motorpool.rows(
      `SELECT id FROM platform.outbox WHERE type LIKE 'bookings.%'
          AND NOT EXISTS (SELECT 1 FROM bookings.bookings b WHERE b.id::text = payload->>'bookingId')`,
    );
    expect(orphans).toEqual([]);
  });

  it('has no vehicle booked twice', async () => {
    const overlaps = await motorpool.rows(
      `SELECT a.id, b.id FROM bookings.bookings a JOIN bookings.bookings b
           ON a.vehicle_id = b.vehicle_id AND a.id < b.id AND a.period && b.period
        WHERE a.state = 'confirmed' AND b.state = 'confirmed'`,
    );
    expect(overlaps).toEqual([]);
  });
});
