import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/standalone/postgres/embedded-postgres.js';
import { createDatabase } from '../support/database.js';
import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given } from '../support/given.js';
import { freePort } from '../support/free-port.js';
import { openPool } from '../support/open-pool.js';
import { BuiltProcess, endAll } from '../support/processes.js';
import { slowPostgres } from '../support/slow-postgres.js';

const readyOf = async (origin: string) => {
  const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
  return answer && { status: answer.status, ...((await answer.json()) as { part?: string; detail?: string }) };
};
afterAll(endAll);

describe('O-2: ready on a database that is not migrated', () => {
  it('API and worker say which migration is missing, and are ready when it is there, without a restart', async () => {
    const database = await createDatabase({ empty: true });
    const pool = openPool(database.url);
    const [port, workerPort] = [await freePort(), await freePort()];
    const env = {
      DATABASE_URL: database.url,
      SMTP_URL: 'smtp://127.0.0.1:1',
      SECRET_KEY: 'a key that only the tests of faults know',
      PORT: String(port),
      WORKER_PORT: String(workerPort),
      BOOTSTRAP_ADMIN_EMAIL: 'admin@fleet.example',
      BOOTSTRAP_ADMIN_PASSWORD: 'a lamp beside the harbour',
    };
    const processes = [
      [new BuiltProcess('api', { env }), `http://127.0.0.1:${port}`],
      [new BuiltProcess('worker', { env }), `http://127.0.0.1:${workerPort}`],
    ] as const;
    const bothSay = (name: string) =>
      eventually(
        `both miss ${name}`,
        async () => {
          const told = await Promise.all(processes.map(([, origin]) => readyOf(origin)));
          return told.every((each) => each?.part === 'migrations' && each.detail?.includes(` ${name} `));
        },
        60_000,
      );
    await bothSay('PlatformCreateSchema1796036400000');
    for (const [, origin] of processes) {
      expect(await readyOf(origin)).toMatchObject({ status: 503, code: 'unavailable', part: 'migrations' });
      expect((await fetch(`${origin}/health/live`)).status).toBe(200);
    }

    expect(await new BuiltProcess('migrate', { env }).end(60_000)).toMatchObject({ code: 0 });
    for (const [running, origin] of processes) await running.untilReady(origin);
    const made = async () => (await pool.query('SELECT 1 FROM identity.users')).rows.length === 1;
    await eventually('the first administrator is made', made);

    const { rows } = await pool.query(
      'DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations) RETURNING name',
    );
    await bothSay(rows[0].name as string);
    for (const [running] of processes) await running.kill();
    await pool.end();
    await database.drop();
  }, 180_000);
});

describe('O-4: a PostgreSQL whose first answers to a process come late', () => {
  it.each(['api', 'worker'] as const)('%s waits, starts, and is ready by itself', async (program) => {
    const database = await createDatabase();
    // The first attempt is given up; the second gets through.
    const late = await slowPostgres(database.url, (connection) => (connection === 1 ? 20_000 : 0), 'motorpool');
    const port = await freePort();
    const env = {
      DATABASE_URL: late.url,
      SMTP_URL: 'smtp://127.0.0.1:1',
      SECRET_KEY: 'a key that only the tests of faults know',
      [program === 'api' ? 'PORT' : 'WORKER_PORT']: String(port),
    };
    const running = new BuiltProcess(program, { env });
    await running.untilReady(`http://127.0.0.1:${port}`, 120_000);
    expect(late.asked).toBeGreaterThan(1);
    await running.kill();
    late.stop();
    await database.drop();
  });
});

/** A small disk of its own for PostgreSQL; undefined where this machine lets nobody mount one. */
function smallDisk(folder: string): { fill: () => void; empty: () => void; remove: () => void } | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=755', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const ballast = join(folder, 'ballast');
  return {
    fill: () => {
      for (const size of [2 ** 20, 2 ** 12]) {
        try {
          for (;;) appendFileSync(ballast, Buffer.alloc(size));
        } catch (error) {
          expect(error).toMatchObject({ code: 'ENOSPC' });
        }
      }
    },
    empty: () => rmSync(ballast),
    remove: () => void execFileSync('umount', ['-l', folder]),
  };
}

/** In its place: PostgreSQL may not write what it puts on disk for a moment. */
function refusingFolder(folder: string) {
  const temporary = join(folder, 'data', 'postgres', 'base', 'pgsql_tmp');
  return {
    fill: () => {
      rmSync(temporary, { recursive: true, force: true });
      writeFileSync(temporary, '');
    },
    empty: () => rmSync(temporary),
    remove: () => undefined,
  };
}

describe('O-2: ready with a full disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-full-'));
  let disk: ReturnType<typeof smallDisk>;
  let postgres: EmbeddedPostgres;
  let motorpool: Deployment;

  beforeAll(async () => {
    disk = smallDisk(folder) ?? refusingFolder(folder);
    mkdirSync(join(folder, 'data'));
    postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
    const migrate = new BuiltProcess('migrate', { env: { DATABASE_URL: postgres.url } });
    expect(await migrate.end(60_000)).toMatchObject({ code: 0 });
    motorpool = await Deployment.start({ databaseUrl: postgres.url });
    await motorpool.workers[0]!.untilReady(motorpool.workerOrigins[0]!);
  });
  afterAll(async () => {
    await motorpool?.stop();
    await postgres?.stop().catch(() => undefined);
    disk?.remove();
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  });

  it('says that the disk refuses, loses nothing that was acknowledged, and recovers by itself', async () => {
    const given = new Given(motorpool);
    const branchId = await given.branch();
    const vehicleId = await given.vehicle(branchId);
    const { client } = await given.user(branchId, ['booker']);
    await motorpool.settled(30_000);
    // So that there is room for what is logged before the disk is full, and the log is not what it is full for.
    const admin = openPool(postgres.adminUrl);
    await admin.query('SELECT pg_switch_wal()');
    await admin.query('CHECKPOINT');
    await admin.end();
    disk!.fill();
    for (const origin of [motorpool.origin, motorpool.workerOrigins[0]!]) {
      const isFull = async () => (await readyOf(origin))?.part === 'disk';
      await eventually('it is not ready for the disk', isFull, 60_000);
      expect(await readyOf(origin)).toMatchObject({
        status: 503,
        code: 'unavailable',
        detail: expect.stringMatching(/disk/),
      });
    }
    const statuses: number[] = [];
    for (let turn = 0; turn < 100 && statuses.at(-1) !== 503; turn += 1) {
      const { status } = await client.post('/bookings', await given.wish(vehicleId, 1 + turn / 24));
      statuses.push(status);
    }
    expect(statuses.filter((status) => ![201, 503].includes(status))).toEqual([]);
    disk!.empty();
    await motorpool.apis[0]!.untilReady(motorpool.origin);
    await motorpool.workers[0]!.untilReady(motorpool.workerOrigins[0]!);
    await client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 20));
    const [{ count } = { count: -1 }] = await motorpool.rows<{ count: number }>(
      'SELECT count(*)::int FROM bookings.bookings',
    );
    expect(count).toBe(statuses.filter((status) => status === 201).length + 1);
    await motorpool.settled(120_000);
  }, 240_000);
});
