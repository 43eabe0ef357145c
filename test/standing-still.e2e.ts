import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { databaseOptions } from '../src/platform/database/data-source.js';
import { takeFrom } from '../src/platform/database/pool-turns.js';
import { prepared, runOn } from '../src/platform/database/statements.js';
import { within } from '../src/platform/within.js';
import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';
import { held } from './support/held.js';

/** As on a machine that is paused: nothing in this process runs, and the clock goes on. */
const standStill = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

describe('a pause of the process is not counted as waiting', () => {
  let app: TestApp;
  let pool: Pool;
  let vehicleId: string;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    vehicleId = await given.vehicle(await given.branch());
    const { url, extra, connectTimeoutMS } = databaseOptions(app.config.databaseUrl, 1, () => undefined);
    pool = new Pool({ ...extra, connectionString: url, connectionTimeoutMillis: connectTimeoutMS, max: 1 });
  });
  afterAll(async () => {
    await pool?.end();
    await app?.stop();
  });

  it('a request that waits for PostgreSQL goes on waiting', async () => {
    const row = await held(app.db, {
      text: 'SELECT FROM fleet.vehicles WHERE id = $1 FOR UPDATE',
      values: [vehicleId],
    });
    const asked = app.admin.patch(`/vehicles/${vehicleId}`, { name: 'Van 7' });
    try {
      await row.waitedFor();
      standStill(3_000);
    } finally {
      await row.release();
    }
    expect(await asked).toMatchObject({ status: 200, body: { name: 'Van 7' } });
  });

  it('a connection that is being made is used', async () => {
    const taken = takeFrom(pool);
    await new Promise(setImmediate);
    standStill(6_000);
    const client = await taken;
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    client.release();
  });

  it('a turn in the pool is still waited for', async () => {
    const first = await takeFrom(pool);
    const turn = takeFrom(pool);
    standStill(6_000);
    // Whatever is due by then has its turn first.
    await pause(10);
    first.release();
    (await turn).release();
  });

  it('a job gets its answer', async () => {
    const statement = prepared('SELECT 1 AS one FROM pg_sleep(0.2)');
    const asked = runOn(pool, [statement]);
    await new Promise(setImmediate);
    standStill(9_000);
    await asked;
    expect(statement.rows).toEqual([{ one: 1 }]);
  });

  it('a check that is under way is in time', async () => {
    const asked = within(1_000, app.db.query('SELECT 1 AS one FROM pg_sleep(0.2)'));
    await new Promise(setImmediate);
    standStill(1_500);
    expect((await asked).rows).toEqual([{ one: 1 }]);
  });
});

describe('a turn in the pool that comes too late', () => {
  it('goes to the next one', async () => {
    const pool = new Pool({ connectionString: process.env.TEST_POSTGRES_ADMIN_URL, max: 1 });
    const first = await takeFrom(pool);
    await expect(takeFrom(pool)).rejects.toThrow('timeout');
    first.release();
    (await takeFrom(pool)).release();
    expect(pool.waitingCount).toBe(0);
    await pool.end();
  });
});
