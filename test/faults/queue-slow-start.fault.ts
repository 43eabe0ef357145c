import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deployment } from '../support/deployment.js';
import { freePort } from '../support/free-port.js';
import { Given, type GivenUser } from '../support/given.js';
import { BuiltProcess } from '../support/processes.js';
import { type SlowPostgres, slowPostgres } from '../support/slow-postgres.js';

/** Longer than the queue waits for a connection. */
const LATE_MS = 6_000;

describe('C-6: a PostgreSQL whose first answers to the queue come late', () => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  let booker: GivenUser;
  let branchId: string;
  let directUrl: string;
  const proxies: SlowPostgres[] = [];

  beforeAll(async () => {
    motorpool = await Deployment.start();
    directUrl = motorpool.settings.DATABASE_URL!;
    given = new Given(motorpool);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    await motorpool.settled(15_000);
  });
  afterAll(async () => {
    await motorpool?.stop();
    for (const proxy of proxies) proxy.stop();
  });

  /** A worker that is started behind such a PostgreSQL. */
  async function workerBehind(delayOf: (connection: number) => number): Promise<BuiltProcess> {
    await motorpool.workers[0]!.kill();
    const proxy = await slowPostgres(directUrl, delayOf);
    proxies.push(proxy);
    motorpool.settings.DATABASE_URL = proxy.url;
    return motorpool.startWorker(0);
  }

  // The queue's connections in the order in which a worker asks for them: the one that waits for PostgreSQL, those that ring
  // for mails and webhooks, and those that take them off.
  it.each([1, 2, 3, 4, 5, 6, 7])(
    'connection %d is late once: mail leaves all the same',
    async (late) => {
      const worker = await workerBehind((connection) => (connection === late ? LATE_MS : 0));
      await booker.client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId), late));
      await motorpool.settled(45_000);
      expect(worker.running).toBe(true);
      expect(proxies.at(-1)!.asked).toBeGreaterThanOrEqual(late);
      worker.signal('SIGTERM');
      expect((await worker.end()).code).toBe(0);
    },
    90_000,
  );

  it('the first three are late, one after the other: mail leaves all the same', async () => {
    const worker = await workerBehind((connection) => (connection <= 3 ? LATE_MS : 0));
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId), 10));
    await motorpool.settled(60_000);
    expect(worker.running).toBe(true);
  }, 120_000);

  it('one that never answers the queue ends the process, with a line that says why and no stack', async () => {
    const worker = await workerBehind(() => Infinity);
    const { code } = await worker.end(100_000);
    expect(code).toBe(1);
    expect(worker.output).toMatch(/Motorpool cannot start:\nThe queue "first-connection" did not start: .+/);
    expect(worker.output).not.toMatch(/\n\s+at /);
  }, 130_000);

  it('IF-5: an API with its worker is ready only when the queue is, and says so until then', async () => {
    await motorpool.workers[0]!.kill();
    const proxy = await slowPostgres(directUrl, (connection) => (connection === 3 ? LATE_MS : 0));
    proxies.push(proxy);
    const port = await freePort();
    const env = {
      ...motorpool.settings,
      DATABASE_URL: proxy.url,
      PORT: String(port),
      DATA_DIR: join(tmpdir(), `motorpool-${port}`),
    };
    const all = new BuiltProcess('main', { env });
    try {
      await all.untilReady(`http://127.0.0.1:${port}`, 60_000);
      await booker.client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId), 12));
      await motorpool.settled(30_000);
      all.signal('SIGTERM');
      expect((await all.end()).code).toBe(0);
    } finally {
      await all.kill();
    }
  }, 120_000);
});
