import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startParts } from './parts.js';
import { type Seed, seed } from './seed.js';
import { ms, printLine } from './table.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 100);
/** Not measured: the first questions of a process wait for the compiler. */
const WARM_ROUNDS = 40;
const LIMIT_MS = 30;
const PEOPLE = 5_000;
/** Beside the 200,000 of the seed. */
const MORE = 800_000;

/** People who book, in every branch. */
const PEOPLE_SQL = `
  INSERT INTO identity.users (id, email, name, state, can_sign_in, email_confirmed_at, verified_at, branch_id, group_ids,
                              roles, version, created_at)
  SELECT gen_random_uuid(), 'booker' || n || '@bench.example', 'Booker ' || n, 'verified', true, now(), now(), b.id, '{}',
         '[]', 1, now()
    FROM generate_series(1, ${PEOPLE}) n
    JOIN (SELECT id, row_number() OVER (ORDER BY name) - 1 AS at FROM branches.branches) b ON b.at = n % 20`;
/** Four short bookings a vehicle and day, over 200 days: past ones over, one in 60 of those ahead pending. */
const BOOKINGS_SQL = `
  INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id,
                                 passenger_ids, whole_vehicle, approval, version, created_at)
  SELECT gen_random_uuid(), v.id, v.branch_id, p.id, p.id,
         tstzrange(date_trunc('day', now()) + make_interval(days => d, hours => 12 + 2 * slot),
                   date_trunc('day', now()) + make_interval(days => d, hours => 13 + 2 * slot)),
         CASE WHEN d > 0 AND (v.at + d * 7 + slot) % 60 = 0 THEN 'pending' WHEN (v.at + d + slot) % 23 = 0 THEN 'cancelled'
              WHEN d > 0 THEN 'confirmed' ELSE 'completed' END,
         $1, '{}', false, null, 1, now()
    FROM (SELECT id, branch_id, row_number() OVER () AS at FROM fleet.vehicles) v
    CROSS JOIN generate_series(-100, 99) d CROSS JOIN generate_series(0, 3) slot
    JOIN (SELECT id, row_number() OVER () AS at FROM identity.users WHERE email LIKE 'booker%') p
      ON p.at = 1 + (v.at * 31 + d * 17 + slot * 7 + 100000) % ${PEOPLE}`;
/** A request for every pending one, and for one in five of the others: decided long ago. */
const REQUESTS_SQL = `
  INSERT INTO approvals.requests (id, booking_id, flow_id, vehicle_id, branch_id, booker_id, originator_id, period, state,
                                  reasons, require_second_person, steps, step, excluded, decided_by, decided_at,
                                  lapses_at, reminders_at, version, created_at)
  SELECT gen_random_uuid(), b.id, gen_random_uuid(), b.vehicle_id, b.branch_id, b.booker_id, b.originator_id, b.period,
         CASE b.state WHEN 'pending' THEN 'pending' ELSE 'approved' END, '{always}', false,
         jsonb_build_array(jsonb_build_object('name', 'Approval', 'approverRoleId', null, 'decidedBy', null, 'note', null,
           'decidedFor', null, 'decidedAt', null, 'state', CASE b.state WHEN 'pending' THEN 'waiting' ELSE 'approved' END)),
         0, ARRAY[b.booker_id], CASE WHEN b.state <> 'pending' THEN $1::uuid END,
         CASE WHEN b.state <> 'pending' THEN now() END, lower(b.period), '{}', 1, now()
    FROM bookings.bookings b
   WHERE b.state = 'pending' OR (b.state IN ('confirmed', 'completed') AND abs(hashtext(b.id::text)) % 5 = 0)`;

/** AP-6: measures the queue at 1,000,000 bookings, for who approves for one branch, for a few and for all. */
async function main(): Promise<void> {
  const parts = await startParts();
  try {
    const seeded = await seed(parts.databaseUrl);
    const client = new Client({ connectionString: parts.databaseUrl });
    await client.connect();
    await fill(client, seeded);
    const branchIds = await ids(client, 'SELECT id FROM branches.branches ORDER BY name LIMIT 4');
    const reaches: [string, string[] | null][] = [
      ['one branch', [branchIds[0]!]],
      ['four of twenty', branchIds],
      ['every branch', await ids(client, 'SELECT id FROM branches.branches')],
    ];
    for (const [who, reach] of reaches) {
      await become(client, seeded.userId, reach);
      for (const [name, path] of await questions(client, seeded)) {
        const times = await measure(`${parts.service}/api/v1/approvals${path}`, seeded.token);
        const [p50, p95] = [0.5, 0.95].map((share) => times[Math.ceil(times.length * share) - 1]!);
        printLine({
          name: `approvals, ${who}: ${name}`,
          bookings: 200_000 + MORE,
          service: ms(p95!),
          beside: { p50: ms(p50!) },
          target: `p95 ≤ ${LIMIT_MS} ms`,
          met: p95! <= LIMIT_MS,
        });
      }
    }
    await client.end();
  } finally {
    await parts.stop();
  }
}

const ids = async (client: Client, sql: string): Promise<string[]> =>
  (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id);

async function fill(client: Client, { reasonId, userId }: Seed): Promise<void> {
  await client.query('SET synchronous_commit = off');
  await client.query(PEOPLE_SQL);
  const { rowCount } = await client.query(BOOKINGS_SQL, [reasonId]);
  if (rowCount !== MORE) throw new Error(`${rowCount} bookings were made, not ${MORE}.`);
  await client.query(REQUESTS_SQL, [userId]);
  await vacuum(client);
}

/**
 * Leaves the requests as autovacuum does in time. One look is not always enough: nothing is settled that is younger than
 * whoever is at work, such as autovacuum itself, which analyses the bookings that were just made.
 */
async function vacuum(client: Client): Promise<void> {
  for (let settled = false; !settled; await pause(500)) {
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query<{ settled: boolean }>(
      `SELECT relallvisible >= 0.95 * relpages AS settled FROM pg_class WHERE oid = 'approvals.requests'::regclass`,
    );
    settled = rows[0]!.settled;
  }
}

/** An approver of these branches. */
async function become(client: Client, userId: string, branchIds: string[] | null): Promise<void> {
  await client.query(
    `UPDATE identity.users SET roles = jsonb_build_array(jsonb_build_object('roleId',
       (SELECT id FROM access.roles WHERE key = 'booking_approver'), 'branchIds', $2::jsonb)) WHERE id = $1`,
    [userId, JSON.stringify(branchIds)],
  );
}

async function questions(client: Client, { branchId, vehicleIds }: Seed): Promise<[string, string][]> {
  const [pending] = await ids(
    client,
    `SELECT id FROM approvals.requests WHERE state = 'pending' AND branch_id = '${branchId}' LIMIT 1`,
  );
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString();
  return [
    ['the queue, 50 a page', ''],
    ['the queue, 200 a page', '?limit=200'],
    ['of one branch', `?branchId=${branchId}`],
    ['of one vehicle', `?vehicleId=${vehicleIds[0]}`],
    ['from a month ahead', `?from=${soon}`],
    ['what was approved', '?state=approved'],
    ['what was approved, of a vehicle', `?state=approved&vehicleId=${vehicleIds[0]}`],
    ['what was declined: nothing', '?state=declined'],
    ['one request, with the record', `/${pending}`],
  ];
}

/** How long each request took, in order of duration; the first few warm up and are not counted. */
async function measure(url: string, token: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = -WARM_ROUNDS; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const response = await fetch(url, { headers: { cookie: `motorpool=${token}` } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${url}: ${response.status}`);
    if (round >= 0) times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other);
}

await main();
