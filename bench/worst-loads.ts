import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { newToken } from '../src/platform/crypto/tokens.js';

/** What the loads need to know; times are milliseconds since the epoch. */
export interface LoadData {
  service: string;
  cookie: string;
  until: number;
  vehicleId: string;
  reasonId: string;
  day: string;
}

/** How often each status was answered. */
export type Statuses = Record<string, string>;

const HOUR_MS = 3_600_000;
const PAUSE_AFTER_REFUSAL_MS = 100;
const { service, cookie, until, vehicleId, reasonId, day } = workerData as LoadData;

/** Made before the loads begin: making them takes longer than sending them. */
const files = Array.from({ length: 25 }, peopleFile);
const series = seriesThatConflict();
const password = () => JSON.stringify({ password: `heron ${newToken()}` });

const answered = await Promise.all([
  repeat(25, 'POST', '/users/import?dryRun=true', 'text/csv', (index) => files[index]!),
  repeat(20, 'POST', '/booking-series', 'application/json', () => series),
  repeat(40, 'PUT', '/me/password', 'application/json', password),
]);
parentPort!.postMessage(answered);

/** So many requests at a time, over and over. */
async function repeat(
  atOnce: number,
  method: string,
  path: string,
  type: string,
  body: (index: number) => string,
): Promise<Statuses> {
  const counts: Record<string, number> = {};
  const one = async (_: unknown, index: number) => {
    while (Date.now() < until) {
      const headers = { cookie, origin: service, 'content-type': type };
      const answer = await fetch(`${service}/api/v1${path}`, { method, headers, body: body(index) });
      await answer.arrayBuffer();
      counts[answer.status] = (counts[answer.status] ?? 0) + 1;
      if (answer.status === 429) await pause(PAUSE_AFTER_REFUSAL_MS);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return Object.fromEntries(Object.entries(counts).map(([status, count]) => [status, String(count)]));
}

function peopleFile(): string {
  return [
    'email,name,branch',
    ...Array.from({ length: 1_000 }, (_, row) => `${newToken().slice(0, 8)}${row}@else.example,N N,B1`),
  ].join('\n');
}

/** Each day at nine the vehicle is taken. */
function seriesThatConflict(): string {
  const start = Date.parse(day) + 9 * HOUR_MS;
  const times = { start: new Date(start).toISOString(), end: new Date(start + HOUR_MS).toISOString() };
  return JSON.stringify({ vehicleId, reasonId, ...times, rrule: 'FREQ=DAILY;COUNT=366', onConflict: 'fail' });
}
