import { Client as Connection } from 'pg';
import { type TestApp, startApp } from './support/app.js';
import { putBookings } from './support/bookings.js';
import type { Client } from './support/client.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser, type Wish } from './support/given.js';

const HOUR = 3_600_000;
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * HOUR).toISOString();

type Told = Awaited<ReturnType<Client['post']>>;

/** A booking that is written past every rule and every lock, those of the triggers too: it is there once it commits. */
const WRITE = `
  INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id, passenger_ids,
                                 whole_vehicle, version, created_at)
  VALUES (gen_random_uuid(), $1, $2, $3, $3, tstzrange($4, $5), 'confirmed', $6, '{}', false, 1, now())`;

/** Only a superuser gets past triggers. */
function asSuperuser(databaseUrl: string | undefined): string {
  const url = new URL(process.env.TEST_POSTGRES_ADMIN_URL!);
  url.pathname = new URL(databaseUrl!).pathname;
  return url.href;
}

describe('BK-3, BK-4: who loses to a writer that takes no lock', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let spare: string;
  let parking: string;
  let day = 10;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    [spare, parking] = [await given.vehicle(branchId), await given.vehicle(branchId)];
  });
  afterAll(() => app?.stop());

  /** A booking of the vehicle, put there past every rule. */
  const put = async (vehicleId: string, start: string, end: string) => {
    const booking = { vehicleId, branchId, bookerId: booker.id, reasonId: await given.reason() };
    return (await putBookings(app.db, [{ ...booking, start: new Date(start), end: new Date(end) }]))[0]!;
  };
  const series = (wish: Wish) => ({ ...wish, rrule: 'FREQ=WEEKLY;COUNT=2', onConflict: 'fail' });

  const losers: Record<string, (wish: Wish) => Promise<() => Promise<Told>>> = {
    create: async (wish) => () => booker.client.post('/bookings', wish),
    series: async (wish) => () => booker.client.post('/booking-series', series(wish)),
    move: async ({ vehicleId, start, end }) => {
      const id = await put(parking, start, end);
      return () => booker.client.patch(`/bookings/${id}`, { vehicleId });
    },
    extend: async ({ vehicleId, start, end }) => {
      const id = await put(vehicleId, later(start, -2), start);
      return () => booker.client.post(`/bookings/${id}/extension`, { end });
    },
    'move of a series': async (wish) => {
      const aside = { ...wish, start: later(wish.start, 30), end: later(wish.end, 30) };
      const { id } = await booker.client.expect(201, 'POST', '/booking-series', series(aside));
      return () => booker.client.patch(`/booking-series/${id}`, { start: wish.start, end: wish.end });
    },
  };

  /** Until PostgreSQL says that somebody waits for what this connection has written. */
  const isWaitedFor = async (writer: Connection) => {
    const { rows } = await writer.query('SELECT pg_backend_pid() AS pid');
    const waiting = () =>
      app.db.query('SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', [rows[0].pid]);
    await eventually('the other one waits', async () => (await waiting()).rowCount === 1);
  };

  it.each(Object.keys(losers))('%s: 409, and what else is free is named', async (act) => {
    const vehicleId = await given.vehicle(branchId);
    const wish = await given.wish(vehicleId, (day += 1), 2);
    const lose = await losers[act]!(wish);
    const writer = new Connection({ connectionString: asSuperuser(app.config.databaseUrl) });
    await writer.connect();
    try {
      await writer.query(`BEGIN; SET LOCAL session_replication_role = 'replica'`);
      await writer.query(WRITE, [vehicleId, branchId, booker.id, wish.start, wish.end, wish.reasonId]);
      const answer = lose();
      await isWaitedFor(writer);
      await writer.query('COMMIT');
      const { status, body } = await answer;
      expect([status, body.code]).toEqual([409, 'vehicle_not_free']);
      expect(body.alternatives.map(({ id }: { id: string }) => id)).toContain(spare);
    } finally {
      await writer.end();
    }
  });
});
