import { Client } from 'pg';
import { hashToken, newToken } from '../src/platform/crypto/tokens.js';

export interface Seed {
  token: string;
  userId: string;
  branchId: string;
  reasonId: string;
  /** Vehicles of the branch without a flow. */
  vehicleIds: string[];
  /** A day with a booking of every vehicle. */
  day: { from: string; to: string };
}

const BRANCHES = 20;
const VEHICLES = 1_000;
const PEOPLE = 2_000;
const AHEAD_DAYS = 100;

/** Two hours of every vehicle a day, of one person after the other. What ends before today is completed. */
const BOOKINGS_SQL = `
  INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id, destination,
                                 passenger_ids, whole_vehicle, odometer, returned_at, version, created_at)
  SELECT gen_random_uuid(), v.id, v.branch_id, p.id, p.id, tstzrange(s.start, s.start + interval '2 hours'),
         CASE WHEN d < 0 THEN 'completed' ELSE 'confirmed' END, $1, 'Place ' || d % 50, '{}', false,
         CASE WHEN d < 0 THEN (d + 2000) * 100 END, CASE WHEN d < 0 THEN s.start + interval '2 hours' END, 1, now()
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM fleet.vehicles) v
    CROSS JOIN generate_series($2::int, $3::int) d
    CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + make_interval(days => d, hours => 9) AS start) s
    JOIN (SELECT id, row_number() OVER (ORDER BY email) - 1 AS at FROM identity.users WHERE email LIKE 'driver%') p
      ON p.at = (v.n * 7 + d + 5000) % ${PEOPLE}`;

/** 20 branches, 1,000 vehicles, 2,000 drivers, 200,000 bookings and somebody signed in, by plain SQL. */
export async function seed(databaseUrl: string): Promise<Seed> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const rows = async <Row>(sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows as Row[];
  await client.query(`
    INSERT INTO branches.branches (id, name, code, time_zone, open_to_sign_up, state, version, created_at)
    SELECT gen_random_uuid(), 'Branch ' || n, 'B' || n, 'Europe/Berlin', true, 'open', 1, now()
      FROM generate_series(1, ${BRANCHES}) n;
    INSERT INTO fleet.vehicles (id, branch_id, name, registration, kind, seats, group_ids, state, version, created_at)
    SELECT gen_random_uuid(), b.id, 'Car ' || b.code || n, b.code || 'N' || n, 'car', 5, '{}', 'active', 1, now()
      FROM branches.branches b, generate_series(1, ${VEHICLES / BRANCHES}) n`);
  const [branch] = await rows<{ id: string }>('SELECT id FROM branches.branches ORDER BY name LIMIT 1');
  const [role] = await rows<{ id: string }>(`SELECT id FROM access.roles WHERE key = 'branch_admin'`);
  const [reason] = await rows<{ id: string }>(`SELECT id FROM bookings.reasons WHERE key = 'business'`);
  const [user] = await rows<{ id: string }>(
    `INSERT INTO identity.users (id, email, name, state, can_sign_in, email_confirmed_at, verified_at, branch_id,
                                 group_ids, roles, version, created_at)
     VALUES (gen_random_uuid(), 'bench@fleet.example', 'Bench', 'verified', true, now(), now(), $1, '{}', $2, 1, now())
     RETURNING id`,
    [branch!.id, JSON.stringify([{ roleId: role!.id, branchIds: null }])],
  );
  const token = newToken();
  await client.query(
    `INSERT INTO identity.sessions (id, user_id, token_hash, remembered, created_at, last_seen_at, expires_at)
     VALUES (gen_random_uuid(), $1, $2, true, now(), now(), now() + interval '1 day')`,
    [user!.id, hashToken(token)],
  );
  await client.query(
    `INSERT INTO identity.users (id, email, name, state, can_sign_in, email_confirmed_at, verified_at, branch_id, group_ids,
                                 roles, version, created_at)
     SELECT gen_random_uuid(), 'driver' || n || '@fleet.example', 'Driver ' || n, 'verified', true, now(), now(), b.id,
            '{}', '[]', 1, now()
       FROM generate_series(1, ${PEOPLE}) n
       JOIN (SELECT id, row_number() OVER (ORDER BY name) - 1 AS at FROM branches.branches) b ON b.at = n % ${BRANCHES}`,
  );
  await fill(client, reason!.id, AHEAD_DAYS - 200, AHEAD_DAYS - 1);
  const vehicles = await rows<{ id: string }>('SELECT id FROM fleet.vehicles WHERE branch_id = $1', [branch!.id]);
  await client.end();
  const midnight = new Date(new Date().setUTCHours(0, 0, 0, 0) + 5 * 86_400_000);
  return {
    token,
    userId: user!.id,
    branchId: branch!.id,
    reasonId: reason!.id,
    vehicleIds: vehicles.map(({ id }) => id),
    day: { from: midnight.toISOString(), to: new Date(midnight.getTime() + 86_400_000).toISOString() },
  };
}

/** From 200,000 bookings to 1,000,000: the same days ahead, and a longer past. */
export async function growToAMillion(databaseUrl: string, { reasonId }: Seed): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await fill(client, reasonId, AHEAD_DAYS - 1_000, AHEAD_DAYS - 201);
  await client.end();
}

/** Past the triggers: what they look for is not there, and they would take hours over it. */
async function fill(client: Client, reasonId: string, firstDay: number, lastDay: number): Promise<void> {
  await client.query('ALTER TABLE bookings.bookings DISABLE TRIGGER USER');
  await client.query(BOOKINGS_SQL, [reasonId, firstDay, lastDay]);
  await client.query('ALTER TABLE bookings.bookings ENABLE TRIGGER USER');
  await client.query('VACUUM ANALYZE');
}

/** One more branch, for the board: with these vehicles of two kinds, and three bookings of each on one day. @returns the branch and the day */
export async function addLargeBranch(
  databaseUrl: string,
  { reasonId, userId }: Seed,
  vehicles: number,
): Promise<{ branchId: string; from: string; to: string }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO branches.branches (id, name, code, time_zone, open_to_sign_up, state, version, created_at)
     VALUES (gen_random_uuid(), 'Large ' || $1, 'L' || $1, 'Etc/UTC', false, 'open', 1, now()) RETURNING id`,
    [vehicles],
  );
  const branchId = rows[0]!.id;
  await client.query(
    `INSERT INTO fleet.vehicles (id, branch_id, name, registration, kind, seats, group_ids, state, version, created_at)
     SELECT gen_random_uuid(), $1, 'Van ' || n, 'L${vehicles}-' || n, CASE n % 2 WHEN 0 THEN 'van' ELSE 'car' END, 5, '{}',
            'active', 1, now()
       FROM generate_series(1, $2::int) n`,
    [branchId, vehicles],
  );
  await client.query(
    `INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id,
                                    destination, passenger_ids, whole_vehicle, version, created_at)
     SELECT gen_random_uuid(), v.id, v.branch_id, $2, $2, tstzrange(s.start, s.start + interval '2 hours'), 'confirmed',
            $3, 'Place ' || hour, '{}', false, 1, now()
       FROM fleet.vehicles v CROSS JOIN unnest(ARRAY[7, 11, 15]) AS hour
      CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + make_interval(days => 5, hours => hour) AS start) s
      WHERE v.branch_id = $1`,
    [branchId, userId, reasonId],
  );
  await client.query('ANALYZE');
  await client.end();
  const midnight = new Date().setUTCHours(0, 0, 0, 0) + 5 * 86_400_000;
  return { branchId, from: new Date(midnight).toISOString(), to: new Date(midnight + 86_400_000).toISOString() };
}
