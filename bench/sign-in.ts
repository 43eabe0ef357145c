import { setTimeout as pause } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';
import { Client } from 'pg';
import { keepPosting, type Post } from './keep-alive.js';
import { startParts } from './parts.js';
import { seed } from './seed.js';
import { ms, percentile, perSecond, printLine } from './table.js';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const WARM_SECONDS = 4;
const SIGNING_IN = 100;
const PASSWORD = 'nine lanterns over a frozen lake';
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** As many as the service hashes at once. */
const AT_ONCE = 2;

const ROUNDS = 3;
const LEAST_RATIO = 0.9;

/**
 * Sign-ins a second against the bare hash rate, and how long a session check takes meanwhile (issue 3, ID-10): in turns,
 * so that what else the machine does hits all alike, and while the same session checks are asked for. Bare is once a loop
 * in this process, and once a plain http server that does nothing but the hash, under the same load as the service: the
 * load generator, and HTTP itself, take their share of the processors there too.
 */
async function main(): Promise<void> {
  const stored = await hash(PASSWORD, PARAMETERS);
  const parts = await startParts();
  try {
    const { token, userId } = await seed(parts.databaseUrl);
    await givePassword(parts.databaseUrl, userId, stored);
    await signIn(parts.service, WARM_SECONDS);
    const quiet = await sessionChecks(parts.service, token, 3);
    const meanwhile = async (work: Promise<number>) => {
      const [rate, times] = await Promise.all([work, sessionChecks(parts.service, token, SECONDS)]);
      return { rate, times };
    };
    const [loop, bare, busy] = [[] as number[], [] as number[], [] as { rate: number; times: number[] }[]];
    for (let round = 0; round < ROUNDS; round += 1) {
      loop.push((await meanwhile(hashRate(stored))).rate);
      bare.push((await meanwhile(postHash(parts.bare, SECONDS))).rate);
      busy.push(await meanwhile(signIn(parts.service, SECONDS)));
    }
    const signIns = mean(busy.map(({ rate }) => rate));
    const meanwhileP99 = percentile(
      busy.flatMap(({ times }) => times),
      0.99,
    );
    printLine({
      name: `sign-ins of ${SIGNING_IN} people, and bare hashes`,
      service: perSecond(signIns),
      baseline: perSecond(mean(bare)),
      ratio: (signIns / mean(bare)).toFixed(2),
      beside: { 'in a loop': perSecond(mean(loop)) },
      target: `≥ ${LEAST_RATIO}`,
      met: signIns / mean(bare) >= LEAST_RATIO,
    });
    printLine({
      name: 'session check during sign-ins, and alone, p99',
      service: ms(meanwhileP99),
      baseline: ms(percentile(quiet, 0.99)),
    });
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

function signIn(origin: string, seconds: number): Promise<number> {
  let next = 0;
  const nextPerson = () => {
    next = (next % SIGNING_IN) + 1;
    return {
      body: JSON.stringify({ email: `person${next}@fleet.example`, password: PASSWORD }),
      // Each from an address of their own, as a proxy forwards it: one address has few places in the hash queue.
      headers: { 'x-forwarded-for': `198.51.100.${next}` },
    };
  };
  return fire(origin, seconds, '/api/v1/session', 'application/json', nextPerson);
}

const postHash = (origin: string, seconds: number) =>
  fire(origin, seconds, '/hash', 'text/plain', () => ({ body: PASSWORD }));

async function fire(origin: string, seconds: number, path: string, contentType: string, next: Post['next']) {
  return (await keepPosting({ origin, path, contentType, next }, SIGNING_IN, seconds)) / seconds;
}

/** Some fifty a second, as people at work ask: not so many that they are the load themselves. */
async function sessionChecks(origin: string, token: string, seconds: number): Promise<number[]> {
  const times: number[] = [];
  for (const until = performance.now() + seconds * 1_000; performance.now() < until; await pause(20)) {
    const since = performance.now();
    const answer = await fetch(`${origin}/api/v1/session`, { headers: { cookie: `motorpool=${token}` } });
    await answer.text();
    if (!answer.ok) throw new Error(`A session check was answered ${answer.status}.`);
    times.push(performance.now() - since);
  }
  return times;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

await main();
