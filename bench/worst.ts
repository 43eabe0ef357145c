import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Client } from 'pg';
import { hashToken, newToken } from '../src/platform/crypto/tokens.js';
import { startParts } from './parts.js';
import { seed, type Seed } from './seed.js';
import { ms, percentile, printLine, times } from './table.js';
import type { LoadData, Statuses } from './worst-loads.js';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const PAUSE_MS = 10;
/** The files are made first. */
const STARTING_MS = 1_000;
const P99_MS = 100;

/**
 * S-7: one person sends three loads at once, again and again: dry runs of an import, series that cannot be had, and new
 * passwords. Meanwhile somebody else asks for their session, and did so before, while nobody else was there.
 */
const parts = await startParts();
try {
  const seeded = await seed(parts.databaseUrl);
  const cookie = await oneWhoLoads(parts.databaseUrl, seeded);
  const quiet = await checks(Date.now() + SECONDS * 1_000);
  const until = Date.now() + STARTING_MS + SECONDS * 1_000;
  const { vehicleIds, reasonId, day } = seeded;
  const loads = answersTo({
    service: parts.service,
    cookie,
    until,
    vehicleId: vehicleIds[0]!,
    reasonId,
    day: day.from,
  });
  await pause(STARTING_MS);
  const [busy, answered] = await Promise.all([checks(until), loads]);
  const p99 = { quiet: percentile(quiet.times, 0.99), busy: percentile(busy.times, 0.99) };
  for (const [index, name] of ['imports', 'series', 'passwords'].entries()) {
    printLine({ name: `answers to ${name} of one person`, bookings: 200_000, service: '', beside: answered[index]! });
  }
  printLine({
    name: 'session check of another meanwhile, p99',
    bookings: 200_000,
    service: ms(p99.busy),
    baseline: ms(p99.quiet),
    ratio: times(p99.busy / p99.quiet),
    beside: { worst: ms(Math.max(...busy.times)), refused: String(busy.refused) },
    target: `p99 < ${P99_MS} ms, 0 refused`,
    met: p99.busy < P99_MS && busy.refused === 0,
  });

  async function checks(end: number): Promise<{ times: number[]; refused: number }> {
    const [times, headers] = [[] as number[], { cookie: `motorpool=${seeded.token}` }];
    let refused = 0;
    for (; Date.now() < end; await pause(PAUSE_MS)) {
      const since = performance.now();
      const answer = await fetch(`${parts.service}/api/v1/session`, { headers });
      await answer.arrayBuffer();
      times.push(performance.now() - since);
      if (answer.status !== 200) refused += 1;
    }
    return { times, refused };
  }
} finally {
  await parts.stop();
}

/** Sends the loads from a thread of their own: what they cost this end is not to be measured as if the service took it. */
async function answersTo(workerData: LoadData): Promise<Statuses[]> {
  const worker = new Worker(new URL('./worst-loads.js', import.meta.url), { workerData });
  const [answered] = (await once(worker, 'message')) as [Statuses[]];
  return answered;
}

/** Somebody else of the same branch, signed in a moment ago. @returns their cookie */
async function oneWhoLoads(databaseUrl: string, { userId }: Seed): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const token = newToken();
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO identity.users (id, email, name, state, can_sign_in, email_confirmed_at, verified_at, branch_id,
                                 group_ids, roles, version, created_at)
     SELECT gen_random_uuid(), 'loads@fleet.example', 'Loads', 'verified', true, now(), now(), branch_id, '{}', roles, 1, now()
       FROM identity.users WHERE id = $1 RETURNING id`,
    [userId],
  );
  await client.query(
    `INSERT INTO identity.sessions (id, user_id, token_hash, remembered, created_at, last_seen_at, expires_at)
     VALUES (gen_random_uuid(), $1, $2, true, now(), now(), now() + interval '1 day')`,
    [rows[0]!.id, hashToken(token)],
  );
  await client.end();
  return `motorpool=${token}`;
}
