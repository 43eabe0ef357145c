import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given } from '../support/given.js';
import { type Host, makeHost } from '../support/hosts.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';

const VEHICLES = 3;
/** Longer than the service takes for any answer; nothing comes from behind a cable that is cut. */
const PATIENCE_MS = 10_000;

interface Attempt {
  /** Which vehicle at which hour: asked for through both hosts. */
  slot: string;
  host: number;
  /** Undefined where no answer came. */
  status: number | undefined;
  id: string | undefined;
}

describe('two hosts, one of which loses its network', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'motorpool-hosts-'));
  const hosts: Host[] = [];
  const attempts: Attempt[] = [];
  let redis: TestRedis | undefined;
  let motorpool: Deployment;

  beforeAll(async () => {
    // Without redis-server the queue is on PostgreSQL, which is lost in the same way.
    redis = await startTestRedis(dataDir);
    hosts.push(makeHost(), makeHost());
    motorpool = await Deployment.start({ hosts, settings: redis ? { REDIS_URL: redis.url } : {} });
  }, 180_000);
  afterAll(async () => {
    await motorpool?.stop();
    for (const host of hosts) host.remove();
    await redis?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const readyAt = async (host: number, part: 'api' | 'worker') => {
    const { status, text } = await hosts[host]!.ask(motorpool.ports[host]![part], '/health/ready');
    return [status, (JSON.parse(text) as { part?: string }).part];
  };
  const booked = (host: number) => attempts.filter((each) => each.host === host && each.status === 201).length;

  it('books nothing twice, loses nothing that was acknowledged and no email, and says who is not ready', async () => {
    const given = new Given(motorpool);
    const branchId = await given.branch();
    const vehicles: string[] = [];
    for (let index = 0; index < VEHICLES; index += 1) vehicles.push(await given.vehicle(branchId));
    const bookers = [await given.user(branchId, ['booker']), await given.user(branchId, ['booker'])];
    let loading = true;
    let furthest = 0;
    /** Both hosts are asked for the same hours at the same time: one that was cut off goes on where the other is. */
    const load = async (host: number) => {
      const client = bookers[host]!.client.at(motorpool.origins[host]!);
      for (let turn = 0; loading; turn = Math.max(turn + 1, furthest)) {
        furthest = Math.max(furthest, turn);
        const hour = Math.floor(turn / VEHICLES);
        const wish = await given.wish(vehicles[turn % VEHICLES]!, 2 + hour / 24);
        const late = new AbortController();
        const answer = await Promise.race([
          client.post('/bookings', wish).catch(() => undefined),
          pause(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => undefined),
        ]);
        late.abort();
        const slot = `${wish.vehicleId} ${wish.start}`;
        attempts.push({ slot, host, status: answer?.status, id: answer?.status === 201 ? answer.body.id : undefined });
        await pause(20);
      }
    };
    const clients = [load(0), load(1)];
    const book = (host: number, more: number) => {
      const until = booked(host) + more;
      return eventually(`host ${host} books ${more}`, async () => booked(host) >= until, 120_000);
    };
    try {
      await Promise.all([book(0, 10), book(1, 10)]);
      hosts[1]!.cut();
      for (const part of ['api', 'worker'] as const) {
        const isLost = async () => (await readyAt(1, part))[0] === 503;
        await eventually(`the ${part} behind the cut is not ready`, isLost, 60_000);
        expect(await readyAt(1, part)).toEqual([503, expect.stringMatching(/^(database|queue)$/)]);
        await eventually(`the other ${part} is`, async () => (await readyAt(0, part))[0] === 200, 60_000);
      }
      await book(0, 20);
      hosts[1]!.mend();
      for (const part of ['api', 'worker'] as const) {
        const isBack = async () => (await readyAt(1, part))[0] === 200;
        await eventually(`the ${part} is ready again, by itself`, isBack, 120_000);
      }
      await book(1, 10);
    } finally {
      loading = false;
      await Promise.all(clients);
    }
    expect([...motorpool.apis, ...motorpool.workers].map((each) => each.running)).toEqual([true, true, true, true]);

    const statuses = attempts.map(({ status }) => status);
    expect(statuses.filter((status) => status && ![201, 409, 503].includes(status))).toEqual([]);
    const won = attempts.filter(({ status }) => status === 201);
    expect(new Set(won.map(({ slot }) => slot)).size).toBe(won.length);
    const stored = await motorpool.rows<{ id: string }>('SELECT id FROM bookings.bookings');
    const ids = new Set(stored.map(({ id }) => id));
    expect(won.filter(({ id }) => !ids.has(id!))).toEqual([]);
    // What no answer came to may be there as well; nothing else.
    const unanswered = statuses.filter((status) => status === undefined || status === 503).length;
    expect(stored.length - won.length).toBeLessThanOrEqual(unanswered);
    const overlaps = await motorpool.rows(
      `SELECT 1 FROM bookings.bookings one JOIN bookings.bookings other
          ON one.vehicle_id = other.vehicle_id AND one.period && other.period AND one.id < other.id`,
    );
    expect(overlaps).toEqual([]);

    // What the lost worker held is due when a minute has passed.
    const isSettled = async () => {
      await motorpool.endWaits();
      return motorpool.settled(5_000).then(
        () => true,
        () => false,
      );
    };
    await eventually('every event is delivered and every mail sent', isSettled, 240_000);
    const copies = await motorpool.copies();
    expect(copies.filter(({ copies }) => copies < 1 || copies > 2)).toEqual([]);
    expect(copies.filter(({ template }) => template === 'booking-confirmed')).toHaveLength(stored.length);
    const contested = statuses.filter((status) => status === 409).length;
    console.log(
      `${hosts[0]!.prefix.length > 0 ? 'network namespaces' : 'relays'}: ${won.length} acknowledged, ${contested} refused, ` +
        `${unanswered} unanswered, ${stored.length} stored, ${copies.length} emails`,
    );
    expect(contested).toBeGreaterThan(0);
  }, 600_000);
});
