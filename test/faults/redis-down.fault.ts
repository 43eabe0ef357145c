import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser } from '../support/given.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';

const AWAY_MS = 10_000;
const FROZEN_MS = 15_000;
const SLOWEST_ANSWER_MS = 3_000;
const RECOVERY_MS = 120_000;

/** Without redis-server there is nothing to test; where MOTORPOOL_REQUIRE names redis, startTestRedis throws instead. */
const dataDir = mkdtempSync(join(tmpdir(), 'motorpool-redis-'));
let redis: TestRedis | undefined = await startTestRedis(dataDir);

(redis ? describe : describe.skip)('security item 19: with the queue on a Redis that fails', () => {
  let motorpool: Deployment;
  let booker: GivenUser;
  let given: Given<Deployment>;
  let vehicleId: string;
  let booked = 0;

  beforeAll(async () => {
    motorpool = await Deployment.start({ settings: { REDIS_URL: redis!.url } });
    given = new Given(motorpool);
    const branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    vehicleId = await given.vehicle(branchId);
  });
  afterAll(async () => {
    await motorpool?.stop();
    await redis!.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function book(): Promise<void> {
    const wish = await given.wish(vehicleId, (booked += 1));
    const since = performance.now();
    await booker.client.expect(201, 'POST', '/bookings', wish);
    expect(performance.now() - since).toBeLessThan(SLOWEST_ANSWER_MS);
  }

  async function bookFor(ms: number): Promise<void> {
    for (const until = Date.now() + ms; Date.now() < until; await pause(1_000)) await book();
  }

  /** Every mail is there once, and the next one comes as fast as ever. */
  async function everyMailCame(): Promise<number> {
    const since = Date.now();
    await motorpool.settled(RECOVERY_MS);
    const ms = Date.now() - since;
    expect(motorpool.mail.to(booker.email, /confirmed/i)).toHaveLength(booked);
    expect((await motorpool.copies()).filter(({ copies }) => copies !== 1)).toEqual([]);
    await book();
    const arrived = async () => motorpool.mail.to(booker.email, /confirmed/i).length === booked;
    await eventually('the next mail comes at once', arrived, 5_000);
    return ms;
  }

  it('killed and back empty: requests answer, and every mail arrives once', async () => {
    await book();
    redis!.process.kill('SIGKILL');
    await bookFor(AWAY_MS);
    redis = await startTestRedis(dataDir, Number(new URL(redis!.url).port));
    console.log(`Redis back empty: every mail arrived within ${await everyMailCame()} ms`);
  }, 180_000);

  it('frozen: requests answer, and every mail arrives once', async () => {
    await book();
    redis!.process.kill('SIGSTOP');
    await bookFor(FROZEN_MS);
    redis!.process.kill('SIGCONT');
    console.log(`Redis thawed: every mail arrived within ${await everyMailCame()} ms`);
  }, 180_000);
});
