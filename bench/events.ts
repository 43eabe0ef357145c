import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { connected, type Place } from './reads.js';
import { ms, perSecond, printLine } from './table.js';

const SECONDS = Number(process.env.BENCH_EVENTS_SECONDS ?? 30);
const BACKLOG_SECONDS = 8;
const PATIENCE_MS = 300_000;
const LEAST_RATIO = 1.5;
const MOST_LAG_MS = 2_000;

/**
 * How many events a worker delivers a second: those of some seconds of bookings that it was not there for. And while
 * bookings are made as fast as they can, how long an event waits.
 *
 * @param create makes bookings for so many seconds, and says how many a second
 */
export async function events({ parts, bookings }: Place, create: (seconds: number) => Promise<number>): Promise<void> {
  const client = await connected(parts);
  try {
    await delivered(client);
    await parts.stopWorker();
    // Whatever becomes of them, what is measured next has a worker beside it again.
    await create(BACKLOG_SECONDS).finally(() => parts.keepWorker());
    const waiting = await pendingOf(client);
    const since = performance.now();
    await delivered(client);
    const drained = (waiting / (performance.now() - since)) * 1_000;
    const from = new Date();
    const made = await create(SECONDS);
    const behind = await pendingOf(client);
    await delivered(client);
    const lag = await lagSince(client, from);
    const ratio = drained / made;
    printLine({
      name: 'events delivered by a worker, and created',
      bookings,
      service: perSecond(drained),
      baseline: perSecond(made),
      ratio: ratio.toFixed(2),
      target: `≥ ${LEAST_RATIO}`,
      met: ratio >= LEAST_RATIO,
    });
    printLine({
      name: `an event waits, p95 of ${SECONDS} s of creates`,
      bookings,
      service: ms(lag),
      beside: { behind: String(behind) },
      target: `< ${ms(MOST_LAG_MS)}`,
      met: lag < MOST_LAG_MS,
    });
  } finally {
    await client.end();
  }
}

async function pendingOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM platform.outbox WHERE state = 'pending'`,
  );
  return rows[0]!.count;
}

/** Waits until no event waits. */
async function delivered(client: Client): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; (await pendingOf(client)) > 0; await pause(100)) {
    if (Date.now() > until) throw new Error(`Events still wait after ${PATIENCE_MS} ms.`);
  }
}

async function lagSince(client: Client, from: Date): Promise<number> {
  const { rows } = await client.query<{ lag: number }>(
    `SELECT 1000 * percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - occurred_at)) AS lag
       FROM platform.outbox WHERE occurred_at >= $1`,
    [from],
  );
  return Number(rows[0]!.lag);
}
