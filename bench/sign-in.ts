import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';
import autocannon from 'autocannon';
import { Client } from 'pg';
import { startParts } from './parts.js';
import { seed } from './seed.js';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const SIGNING_IN = 100;
const PASSWORD = 'nine lanterns over a frozen lake';
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** As many as the service hashes at once. */
const AT_ONCE = 2;

/** Sign-ins a second against the bare hash rate, and how long a session check takes meanwhile (issue 3, ID-10). */
async function main(): Promise<void> {
  const stored = await hash(PASSWORD, PARAMETERS);
  const bare = await hashRate(stored);
  const parts = await startParts();
  try {
    const { token, userId } = await seed(parts.databaseUrl);
    await givePassword(parts.databaseUrl, userId, stored);
    const quiet = await sessionChecks(parts.service, token, 3);
    const [signIns, busy] = await Promise.all([signIn(parts.service), sessionChecks(parts.service, token, SECONDS)]);
    console.log(`\n${SIGNING_IN} people signing in at once, ${SECONDS} s, ${cpus().length} cores\n`);
    console.log(`bare hashes/s, ${AT_ONCE} at once  ${bare.toFixed(0)}`);
    console.log(`sign-ins/s               ${signIns.toFixed(0)}   ratio ${(signIns / bare).toFixed(2)}`);
    console.log(`session check alone      p50 ${quiet.p50.toFixed(1)} ms   p99 ${quiet.p99.toFixed(1)} ms`);
    console.log(`session check meanwhile  p50 ${busy.p50.toFixed(1)} ms   p99 ${busy.p99.toFixed(1)} ms`);
  } finally {
    await parts.stop();
  }
}

async function hashRate(stored: string): Promise<number> {
  let count = 0;
  const until = performance.now() + SECONDS * 1_000;
  const lane = async () => {
    for (; performance.now() < until; count += 1) await verify(stored, PASSWORD);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return count / SECONDS;
}

async function givePassword(databaseUrl: string, userId: string, stored: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('UPDATE identity.users SET password_hash = $2 WHERE id = $1', [userId, stored]);
  await client.query(
    `INSERT INTO identity.users (id, email, name, state, can_sign_in, password_hash, email_confirmed_at, verified_at,
                                 group_ids, roles, version, created_at)
     SELECT gen_random_uuid(), 'person' || n || '@fleet.example', 'Person ' || n, 'verified', true, $1, now(), now(),
            '{}', '[]', 1, now()
       FROM generate_series(1, ${SIGNING_IN}) n`,
    [stored],
  );
  await client.end();
}

async function signIn(origin: string): Promise<number> {
  let next = 0;
  const setupRequest = (request: autocannon.Request) => {
    next = (next % SIGNING_IN) + 1;
    return { ...request, body: JSON.stringify({ email: `person${next}@fleet.example`, password: PASSWORD }) };
  };
  const result = await autocannon({
    url: origin,
    connections: SIGNING_IN,
    duration: SECONDS,
    headers: { origin, 'content-type': 'application/json' },
    requests: [{ method: 'POST', path: '/api/v1/session', setupRequest }],
  });
  await pause(5_000); // those whom autocannon left in the line
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} sign-ins were not answered 200, ${result.errors} failed.`);
  }
  return result['2xx'] / SECONDS;
}

/** Some fifty a second, as people at work ask: not so many that they are the load themselves. */
async function sessionChecks(origin: string, token: string, seconds: number): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  for (const until = performance.now() + seconds * 1_000; performance.now() < until; await pause(20)) {
    const since = performance.now();
    const answer = await fetch(`${origin}/api/v1/session`, { headers: { cookie: `motorpool=${token}` } });
    await answer.text();
    if (!answer.ok) throw new Error(`A session check was answered ${answer.status}.`);
    times.push(performance.now() - since);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { p50: at(0.5), p99: at(0.99) };
}

await main();
