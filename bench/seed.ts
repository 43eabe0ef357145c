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
const BOOKINGS = 200_000;

/** 20 branches, 1,000 vehicles, 200,000 bookings and somebody signed in, by plain SQL. */
export async function seed(databaseUrl: string): Promise<Seed> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const rows = async <Row>(sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows as Row[];
  await client.query(`
    INSERT INTO branches.branches (id, name, code, time_zone, open_to_sign_up, state, version, created_at)
    SELECT gen_random_uuid(), 'Branch ' || n, 'B' || n, 'Europe/Berlin', true, 'open', 1, now()
      FROM generate_series(1, ${BRANCHES}) n;
    INSERT INTO fleet.vehicles (id, branch_id, name, registration, kind, seats, group_ids, state, version, created_at)
    SELECT gen_random_uuid(), b.id, 'Car ' || b.code || n, b.code || '-' || n, 'car', 5, '{}', 'active', 1, now()
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
  const days = BOOKINGS / VEHICLES;
  await client.query(
    `INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id,
                                    passenger_ids, whole_vehicle, version, created_at)
     SELECT gen_random_uuid(), v.id, v.branch_id, $1, $1,
            tstzrange(date_trunc('day', now()) + make_interval(days => d, hours => 9),
                      date_trunc('day', now()) + make_interval(days => d, hours => 11)),
            'confirmed', $2, '{}', false, 1, now()
       FROM fleet.vehicles v, generate_series(-${days / 2}, ${days / 2 - 1}) d`,
    [user!.id, reason!.id],
  );
  await client.query('VACUUM ANALYZE');
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
