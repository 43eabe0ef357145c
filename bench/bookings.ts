import { cpus } from 'node:os';
import autocannon from 'autocannon';
import { startParts } from './parts.js';
import { events } from './events.js';
import { availability, board, csv, feed, lists, type Place, reports, ROUNDS } from './reads.js';
import { growToAMillion, seed } from './seed.js';
import { ms, perSecond, printLine, untilSteady } from './table.js';

const CONNECTIONS = 8;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const DAY_MS = 86_400_000;

interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

const measures: Record<string, (place: Place) => Promise<void>> = {
  session: (place) => beside(place, 'session check', '/api/v1/session', 0.6),
  day: (place) => beside(place, 'one day of a branch', `/api/v1/bookings?${dayOf(place)}`, 0.75),
  create: (place) => beside(place, 'create a booking', '/api/v1/bookings', 0.65, wishesOf(place)),
  events: (place) => events(place, (seconds) => created(place, seconds)),
  availability,
  lists,
  board,
  feed,
  csv,
  reports,
};

/** BK-7, BK-15, BK-17 at 200,000 and at 1,000,000 bookings of 1,000 vehicles. */
export async function measureBookings(
  names: readonly string[],
  attempt: (name: string, run: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const parts = await startParts();
  try {
    const seeded = await seed(parts.databaseUrl);
    const before = new Map<string, number>();
    console.log(`\n1,000 vehicles, ${SECONDS} s or ${ROUNDS} rounds each, ${cpus().length} cores\n`);
    for (const bookings of [200_000, 1_000_000]) {
      if (bookings > 200_000) await growToAMillion(parts.databaseUrl, seeded);
      for (const name of names) await attempt(name, () => measures[name]!({ parts, seeded, bookings, before }));
    }
  } finally {
    await parts.stop();
  }
}

const dayOf = ({ seeded: { branchId, day } }: Place) =>
  `view=branch&branchId=${branchId}&from=${day.from}&to=${day.to}&limit=200`;

/** The service and the bare baseline in turns: how much of it the service keeps. */
async function beside(place: Place, name: string, path: string, least: number, bodies?: Iterator<string>) {
  const { parts, seeded, bookings } = place;
  const bare = await load(parts.bare, path, seeded.token, bodies);
  const service = await load(parts.service, path, seeded.token, bodies);
  const ratio = service.perSecond / bare.perSecond;
  printLine({
    name: `${name}, c=${CONNECTIONS}`,
    bookings,
    service: perSecond(service.perSecond),
    baseline: perSecond(bare.perSecond),
    ratio: ratio.toFixed(2),
    beside: { p50: ms(service.p50), p99: ms(service.p99) },
    target: `≥ ${least}`,
    met: ratio >= least,
  });
}

/** Bookings made at once by so many for so long. @returns how many a second */
async function created(place: Place, seconds: number): Promise<number> {
  const { service } = place.parts;
  const options = optionsOf(service, '/api/v1/bookings', place.seeded.token, wishesOf(place));
  return answered(await autocannon({ ...options, duration: seconds }), '/api/v1/bookings').perSecond;
}

async function load(origin: string, path: string, token: string, bodies?: Iterator<string>): Promise<Measured> {
  const options = optionsOf(origin, path, token, bodies);
  // Warm: plans, just-in-time code, connections.
  await untilSteady(async () => (await autocannon({ ...options, duration: 2 })).requests.average);
  return answered(await autocannon({ ...options, duration: SECONDS }), path);
}

function optionsOf(origin: string, path: string, token: string, bodies?: Iterator<string>): autocannon.Options {
  const headers = { cookie: `motorpool=${token}`, origin, 'content-type': 'application/json' };
  const nextBody = (request: autocannon.Request) => ({ ...request, body: bodies!.next().value as string });
  const request: autocannon.Request = bodies
    ? { method: 'POST', path, setupRequest: nextBody }
    : { method: 'GET', path };
  return { url: origin, connections: CONNECTIONS, headers, requests: [request] };
}

/** @throws where anything was answered that is no success */
function answered({ non2xx, errors, requests, latency, statusCodeStats }: autocannon.Result, path: string): Measured {
  if (non2xx > 0 || errors > 0) throw new Error(`${path}: ${JSON.stringify(statusCodeStats)}, ${errors} failed.`);
  return { perSecond: requests.average, p50: latency.p50, p99: latency.p99 };
}

let slot = 0;
/** Slots that nobody has yet: an endless row of half hours, car after car, after the seeded days. */
function* wishesOf({ seeded: { vehicleIds, reasonId } }: Place): Generator<string> {
  const first = Math.floor(Date.now() / DAY_MS) * DAY_MS + 300 * DAY_MS;
  for (;;) {
    const vehicleId = vehicleIds[slot % vehicleIds.length];
    const start = first + Math.floor(slot / vehicleIds.length) * 1_800_000;
    // Taken before it is handed out: the next part goes on behind it, with a row of its own.
    slot += 1;
    const [from, to] = [start, start + 1_800_000].map((at) => new Date(at).toISOString());
    yield JSON.stringify({ vehicleId, start: from, end: to, reasonId });
  }
}
