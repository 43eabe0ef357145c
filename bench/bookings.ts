import { cpus } from 'node:os';
import autocannon from 'autocannon';
import { startParts } from './parts.js';
import { availability, csv, feed, lists, type Place, reports, ROUNDS } from './reads.js';
import { growToAMillion, seed } from './seed.js';
import { printLine } from './table.js';

const CONNECTIONS = 8;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const DAY_MS = 86_400_000;

interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

const measures: Record<string, (place: Place) => Promise<void>> = {
  session: (place) => beside(place, 'session check', '/api/v1/session'),
  day: (place) => beside(place, 'one day of a branch', `/api/v1/bookings?${dayOf(place)}`, { perSecond: 600, p99: 60 }),
  create: (place) =>
    beside(place, 'create a booking', '/api/v1/bookings', { perSecond: 800, ratio: 0.35 }, wishesOf(place)),
  availability,
  lists,
  feed,
  csv,
  reports,
};

/** BK-7, BK-15, BK-17 at 200,000 and at 1,000,000 bookings of 1,000 vehicles. */
export async function measureBookings(names: readonly string[]): Promise<void> {
  const parts = await startParts();
  try {
    const seeded = await seed(parts.databaseUrl);
    const before = new Map<string, number>();
    console.log(`\n1,000 vehicles, ${SECONDS} s or ${ROUNDS} rounds each, ${cpus().length} cores\n`);
    for (const bookings of [200_000, 1_000_000]) {
      if (bookings > 200_000) await growToAMillion(parts.databaseUrl, seeded);
      for (const name of names) await measures[name]!({ parts, seeded, bookings, before });
    }
  } finally {
    await parts.stop();
  }
}

const dayOf = ({ seeded: { branchId, day } }: Place) =>
  `view=branch&branchId=${branchId}&from=${day.from}&to=${day.to}&limit=200`;

interface Target {
  perSecond?: number;
  p99?: number;
  ratio?: number;
}

/** The service and the bare baseline in turns: how much of it the service keeps. */
async function beside(place: Place, name: string, path: string, target: Target = {}, bodies?: Iterator<string>) {
  const { parts, seeded, bookings } = place;
  const bare = await load(parts.bare, path, seeded.token, bodies);
  const service = await load(parts.service, path, seeded.token, bodies);
  const ratio = service.perSecond / bare.perSecond;
  const targets = [
    target.perSecond && `≥ ${target.perSecond}/s`,
    target.p99 && `p99 < ${target.p99} ms`,
    target.ratio && `≥ ${target.ratio} of bare`,
  ].filter(Boolean);
  const met =
    service.perSecond >= (target.perSecond ?? 0) &&
    service.p99 < (target.p99 ?? Infinity) &&
    ratio >= (target.ratio ?? 0);
  const measured = {
    rate: `${service.perSecond.toFixed(0)}/s`,
    p50: `${service.p50} ms`,
    p99: `${service.p99} ms`,
    bare: `${bare.perSecond.toFixed(0)}/s`,
    ratio: ratio.toFixed(2),
  };
  const line = { name: `${name}, c=${CONNECTIONS}`, bookings, measured };
  printLine(targets.length > 0 ? { ...line, target: targets.join(', '), met } : line);
}

async function load(origin: string, path: string, token: string, bodies?: Iterator<string>): Promise<Measured> {
  const headers = { cookie: `motorpool=${token}`, origin, 'content-type': 'application/json' };
  const nextBody = (request: autocannon.Request) => ({ ...request, body: bodies!.next().value as string });
  const request: autocannon.Request = bodies
    ? { method: 'POST', path, setupRequest: nextBody }
    : { method: 'GET', path };
  const options = { url: origin, connections: CONNECTIONS, headers, requests: [request] };
  await autocannon({ ...options, duration: 2 }); // warm: plans, just-in-time code, connections
  const result = await autocannon({ ...options, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${path}: ${result.non2xx} answers were not 2xx, ${result.errors} failed.`);
  }
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

let slot = 0;
/** Slots that nobody has yet: an endless row of half hours, car after car, after the seeded days. */
function* wishesOf({ seeded: { vehicleIds, reasonId } }: Place): Generator<string> {
  const first = Math.floor(Date.now() / DAY_MS) * DAY_MS + 300 * DAY_MS;
  for (; ; slot += 1) {
    const vehicleId = vehicleIds[slot % vehicleIds.length];
    const start = first + Math.floor(slot / vehicleIds.length) * 1_800_000;
    const [from, to] = [start, start + 1_800_000].map((at) => new Date(at).toISOString());
    yield JSON.stringify({ vehicleId, start: from, end: to, reasonId });
  }
}
