import { Pool } from 'pg';
import { databaseOptions } from '../src/platform/database/data-source.js';
import { within } from '../src/platform/within.js';
import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';
import { held } from './support/held.js';

/** Longer than a request waits for PostgreSQL, and than a connection may take. */
const PAUSE_MS = 3_000;

/** As on a machine that is paused: nothing in this process runs, and the clock goes on. */
const standStill = () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);

describe('a process that stood still takes nobody for absent', () => {
  let app: TestApp;
  let vehicleId: string;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    vehicleId = await given.vehicle(await given.branch());
  });
  afterAll(() => app?.stop());

  it('a request whose answer arrived meanwhile is answered', async () => {
    const row = await held(app.db, {
      text: 'SELECT FROM fleet.vehicles WHERE id = $1 FOR UPDATE',
      values: [vehicleId],
    });
    const asked = app.admin.patch(`/vehicles/${vehicleId}`, { name: 'Van 7' });
    await row.waitedFor();
    standStill();
    await row.release();
    expect(await asked).toMatchObject({ status: 200, body: { name: 'Van 7' } });
  });

  it('a connection that was made meanwhile is used', async () => {
    const { extra, connectTimeoutMS } = databaseOptions(app.config.databaseUrl, 1, () => undefined);
    const pool = new Pool({
      ...extra,
      connectionString: app.config.databaseUrl,
      connectionTimeoutMillis: connectTimeoutMS,
    });
    const asked = pool.query('SELECT 1 AS one');
    await new Promise(setImmediate);
    standStill();
    expect((await asked).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('a check that was answered meanwhile is in time', async () => {
    const asked = within(1_000, app.db.query('SELECT 1 AS one FROM pg_sleep(0.2)'));
    await new Promise(setImmediate);
    standStill();
    expect((await asked).rows).toEqual([{ one: 1 }]);
  });
});
