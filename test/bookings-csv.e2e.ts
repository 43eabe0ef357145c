import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseCsv } from '../src/platform/csv/parse-csv.js';
import { type TestApp, startApp } from './support/app.js';
import { putBookings } from './support/bookings.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser } from './support/given.js';

const MANY = 2_500;

describe('bookings as CSV (BK-15)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let vehicleId: string;
  let reasonId: string;
  let booker: GivenUser;
  let admin: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ name: '=HYPERLINK("http://evil")' });
    vehicleId = await given.vehicle(branchId, { name: 'Käfer, "blue"', registration: '-KA-1' });
    booker = await given.user(branchId, ['booker'], { name: '@SUM(A1:A9)' });
    admin = await given.user(branchId, ['branch_admin'], { name: 'Ada Admin' });
    reasonId = await given.reason();
  });
  afterAll(() => app?.stop());
  beforeEach(() => app.db.query('DELETE FROM bookings.bookings'));

  async function file(client: Client, query = ''): Promise<Record<string, string>[]> {
    const answer = await client.get(`/bookings.csv?${query}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const [head, ...rows] = parseCsv(answer.text.replace(/^\uFEFF/, ''));
    return rows.map(({ fields }) => Object.fromEntries(head!.fields.map((name, index) => [name, fields[index]!])));
  }

  const slot = (hour: number) => ({
    ...{ vehicleId, branchId, bookerId: booker.id, reasonId },
    start: new Date(Date.UTC(2040, 0, 1, hour)),
    end: new Date(Date.UTC(2040, 0, 1, hour + 1)),
  });

  it('BK-15: tells a booking in words, from cells that no spreadsheet runs', async () => {
    const texts = { destination: '+49 30 / the\ncoast', notes: '=1+1', costCentre: '\t=A1', wholeVehicle: true };
    const [id] = await putBookings(app.db, [
      { ...slot(8), ...texts, originatorId: admin.id, passengerIds: [admin.id] },
    ]);
    expect(await file(booker.client)).toEqual([
      {
        id,
        start: '2040-01-01T08:00:00.000Z',
        end: '2040-01-01T09:00:00.000Z',
        state: 'confirmed',
        branch: `'=HYPERLINK("http://evil")`,
        vehicle: 'Käfer, "blue"',
        registration: `'-KA-1`,
        booker: `'@SUM(A1:A9)`,
        enteredBy: 'Ada Admin',
        reason: 'Business',
        category: 'business',
        destination: `'+49 30 / the\ncoast`,
        passengers: '1',
        wholeVehicle: 'true',
        costCentre: `'\t=A1`,
        notes: `'=1+1`,
      },
    ]);
  });

  it('BK-15: is UTF-8 with a byte order mark, to be saved, and never to be kept', async () => {
    const answer = await fetch(`${app.origin}/api/v1/bookings.csv`, { headers: { cookie: booker.client.cookie } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="bookings.csv"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('BK-15: holds all of a list, whatever their number, in the order of the list', async () => {
    const wanted = await putBookings(
      app.db,
      Array.from({ length: MANY }, (_, hour) => slot(hour)),
    );
    const rows = await file(booker.client);
    expect(rows.map(({ id }) => id)).toEqual(wanted);
  });

  it('BK-15: bookings that begin at one instant are each there once, over the edges of the batches', async () => {
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id,
                                      passenger_ids, whole_vehicle, version, created_at)
       SELECT gen_random_uuid(), $1, $2, $3, $3, tstzrange('2040-01-01 00:00:00.000123Z', '2040-01-01 01:00Z'), 'cancelled',
              $4, '{}', false, 1, now() FROM generate_series(1, ${MANY}) RETURNING id`,
      [vehicleId, branchId, booker.id, reasonId],
    );
    const told = (await file(booker.client)).map(({ id }) => id);
    expect(told).toEqual(rows.map(({ id }) => id).sort());
  });

  it('BK-15, RP-13: takes the filters of the list and shows what the list shows', async () => {
    const far = await given.branch();
    const stranger = await given.user(far, ['booker'], { name: 'Stranger' });
    const farCar = await given.vehicle(far);
    const [mine, cancelled, theirs, abroad] = await putBookings(app.db, [
      slot(1),
      { ...slot(2), state: 'cancelled' },
      { ...slot(3), bookerId: admin.id },
      { ...slot(1), vehicleId: farCar, branchId: far, bookerId: stranger.id },
    ]);
    const told = async (client: Client, query: string) => (await file(client, query)).map(({ id }) => id);
    for (const query of [
      '',
      'view=branch',
      'view=branch&state=upcoming',
      'view=entered',
      `view=branch&userId=${admin.id}`,
    ]) {
      for (const { client } of [booker, admin, stranger]) {
        const { items } = await client.expect(200, 'GET', `/bookings?${query}`);
        expect(await told(client, query)).toEqual(items.map(({ id }: { id: string }) => id));
      }
    }
    expect(await told(admin.client, 'view=branch')).toEqual([mine, cancelled, theirs]);
    expect(await told(stranger.client, 'view=branch')).toEqual([abroad]);
  });

  it('BK-15: a refusal is a problem, not a file', async () => {
    expect((await booker.client.get('/bookings.csv?from=yesterday')).body.code).toBe('invalid_input');
    expect((await booker.client.get('/bookings.csv?limit=5')).status).toBe(422);
    expect((await app.anyone().get('/bookings.csv')).status).toBe(401);
  });

  it('B-13, RP-13: who may read nobody else’s bookings gets a file of their own, here an empty one', async () => {
    await putBookings(app.db, [slot(8)]);
    const approver = await given.user(branchId, ['booking_approver']);
    expect(await file(approver.client, 'view=branch')).toEqual([]);
    expect(await file(booker.client, 'view=branch')).toHaveLength(1);
  });

  it('BK-15: is read no faster than it is taken, and holds no connection to the database meanwhile', async () => {
    await putBookings(
      app.db,
      Array.from({ length: 4 * MANY }, (_, hour) => ({ ...slot(hour), notes: 'x'.repeat(3_000) })),
    );
    const url = new URL('/api/v1/bookings.csv', app.origin);
    const asked = request(url, { headers: { cookie: booker.client.cookie } }).end();
    const [received] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
    received.pause();
    await pause(1_500);
    const { rows } = await app.db.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND state <> 'idle' AND query LIKE '%exactStart%' AND pid <> pg_backend_pid()`,
    );
    expect(rows[0].n).toBe(0);
    // What Node and the kernel hold of it is a part; the rest has not been asked for.
    let size = 0;
    received.on('data', (chunk: Buffer) => (size += chunk.length));
    const ended = once(received, 'end');
    received.resume();
    await ended;
    expect(size).toBeGreaterThan(25_000_000);
    asked.destroy();
  });
});
