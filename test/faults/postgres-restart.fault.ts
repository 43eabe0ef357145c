import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/standalone/postgres/embedded-postgres.js';
import type { Answer } from '../support/client.js';
import { Deployment } from '../support/deployment.js';
import { Given, type GivenUser } from '../support/given.js';
import { BuiltProcess } from '../support/processes.js';

const CLIENTS = 6;
const FROZEN_MS = 10_000;
/** Clients ask one thing after the other: none of them waits for a connection. */
const SLOWEST_ANSWER_MS = 3_000;
const RECOVERY_MS = 10_000;

interface Answered {
  at: number;
  ms: number;
  answer: Answer;
}

describe('with a PostgreSQL that fails under load', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'motorpool-postgres-'));
  let postgres: EmbeddedPostgres;
  let motorpool: Deployment;
  let given: Given<Deployment>;
  const bookers: GivenUser[] = [];
  let vehicleId: string;
  let hours = 0;

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({ dataDir });
    const migrate = new BuiltProcess('migrate', { env: { DATABASE_URL: postgres.url } });
    expect(await migrate.end()).toMatchObject({ code: 0 });
    motorpool = await Deployment.start({ databaseUrl: postgres.url });
    given = new Given(motorpool);
    const branchId = await given.branch();
    for (let index = 0; index < CLIENTS; index += 1) bookers.push(await given.user(branchId, ['booker']));
    vehicleId = await given.vehicle(branchId);
  });
  afterAll(async () => {
    await motorpool?.stop();
    await postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Reads and writes without a pause while the work goes on. */
  async function underLoad(work: () => Promise<void>): Promise<Answered[]> {
    const answered: Answered[] = [];
    let loading = true;
    const clients = bookers.map(async ({ client }) => {
      while (loading) {
        const wish = await given.wish(vehicleId, 1 + (hours += 1) / 24);
        for (const request of [() => client.post('/bookings', wish), () => client.get('/bookings')]) {
          const since = Date.now();
          const answer = await request();
          answered.push({ at: since, ms: Date.now() - since, answer });
          if (answer.status === 503) await pause(100);
        }
      }
    });
    await work();
    loading = false;
    await Promise.all(clients);
    return answered;
  }

  function expectOnly503(answered: Answered[]): void {
    const failed = answered.filter(({ answer }) => answer.status >= 400);
    expect(failed.length).toBeGreaterThan(0);
    for (const { answer } of failed) {
      expect([answer.status, answer.body?.code, answer.text]).toEqual([503, 'unavailable', expect.any(String)]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(answer.text).not.toMatch(/postgres|sql|ECONN|terminat/i);
    }
    expect(Math.max(...answered.map(({ ms }) => ms))).toBeLessThan(SLOWEST_ANSWER_MS);
  }

  /** Both processes are those of the beginning, all answers are good again, and what was told in between is delivered. */
  async function expectRecovered(answered: Answered[], backAt: number): Promise<number> {
    const lastFailure = Math.max(...answered.filter(({ answer }) => answer.status >= 400).map(({ at, ms }) => at + ms));
    expect(lastFailure - backAt).toBeLessThan(RECOVERY_MS);
    expect(answered.filter(({ at, answer }) => at > lastFailure && answer.status < 300).length).toBeGreaterThan(10);
    expect([motorpool.apis[0]!.running, motorpool.workers[0]!.running]).toEqual([true, true]);
    await motorpool.settled(120_000 - (Date.now() - backAt));
    const copies = await motorpool.copies();
    expect(copies.filter(({ copies }) => copies < 1 || copies > 2)).toEqual([]);
    const booked = await motorpool.rows(`SELECT id FROM bookings.bookings`);
    expect(copies.filter(({ template }) => template === 'booking-confirmed')).toHaveLength(booked.length);
    return lastFailure - backAt;
  }

  it('security item 75: restarted at once, it is back within 10 s by itself', async () => {
    const port = Number(new URL(postgres.url).port);
    let backAt = 0;
    const answered = await underLoad(async () => {
      await pause(2_000);
      process.kill(postmaster(dataDir), 'SIGQUIT'); // "immediate": every connection is cut, nothing is written down
      await postgres.stop();
      await pause(2_000);
      postgres = await startEmbeddedPostgres({ dataDir, port });
      backAt = Date.now();
      await pause(RECOVERY_MS);
    });
    expectOnly503(answered);
    console.log(`restarted: the last failure came ${await expectRecovered(answered, backAt)} ms after it was back`);
  }, 180_000);

  it('security item 74: frozen, it makes requests answer 503 within 3 s, and they recover by themselves', async () => {
    let backAt = 0;
    const answered = await underLoad(async () => {
      await pause(2_000);
      const processes = [postmaster(dataDir), ...childrenOf(postmaster(dataDir))];
      for (const pid of processes) process.kill(pid, 'SIGSTOP');
      await pause(FROZEN_MS);
      for (const pid of processes) process.kill(pid, 'SIGCONT');
      backAt = Date.now();
      await pause(RECOVERY_MS);
    });
    expectOnly503(answered);
    const slowest = Math.max(...answered.map(({ ms }) => ms));
    await motorpool.endWaits(); // the restart waits for them
    const last = await expectRecovered(answered, backAt);
    console.log(`frozen: the slowest answer took ${slowest} ms, the last failure came ${last} ms after the thaw`);
  }, 180_000);
});

const postmaster = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) === parent;
      } catch {
        return false; // gone meanwhile
      }
    });
}
