import { cpus } from 'node:os';
import autocannon from 'autocannon';
import { startParts } from './parts.js';
import { type Seed, seed } from './seed.js';

const CONNECTIONS = 8;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);

interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

/** Measures the service and the bare baseline in turns, and prints how much of the baseline the service keeps. */
async function main(): Promise<void> {
  const parts = await startParts();
  try {
    const seeded = await seed(parts.databaseUrl);
    const query = `view=branch&branchId=${seeded.branchId}&from=${seeded.day.from}&to=${seeded.day.to}&limit=200`;
    const wishes = wishesOf(seeded);
    const scenarios: [string, (origin: string) => Promise<Measured>][] = [
      ['session check', (origin) => measure(origin, '/api/v1/session', seeded.token)],
      ['one day of a branch', (origin) => measure(origin, `/api/v1/bookings?${query}`, seeded.token)],
      ['create a booking', (origin) => measure(origin, '/api/v1/bookings', seeded.token, wishes)],
    ];
    console.log(`\n1,000 vehicles, 200,000 bookings, c=${CONNECTIONS}, ${SECONDS} s each, ${cpus().length} cores\n`);
    console.log(['', 'service/s', 'p50 ms', 'p99 ms', 'bare/s', 'p99 ms', 'ratio'].map(column).join(''));
    for (const [name, run] of scenarios) {
      const bare = await run(parts.bare);
      const service = await run(parts.service);
      const ratio = (service.perSecond / bare.perSecond).toFixed(2);
      const numbers = [service.perSecond, service.p50, service.p99, bare.perSecond, bare.p99].map((n) => n.toFixed(0));
      console.log([name, ...numbers, ratio].map(column).join(''));
    }
  } finally {
    await parts.stop();
  }
}

const column = (text: string, index: number) => (index === 0 ? text.padEnd(22) : text.padStart(11));

/** Slots that nobody has yet: an endless row of half hours, car after car, after the seeded days. */
function* wishesOf({ vehicleIds, reasonId }: Seed): Generator<string> {
  const first = Date.now() + 300 * 86_400_000;
  for (let slot = 0; ; slot += 1) {
    for (const vehicleId of vehicleIds) {
      const start = new Date(first + slot * 1_800_000).toISOString();
      const end = new Date(first + (slot + 1) * 1_800_000).toISOString();
      yield JSON.stringify({ vehicleId, start, end, reasonId });
    }
  }
}

async function measure(origin: string, path: string, token: string, bodies?: Iterator<string>): Promise<Measured> {
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

await main();
