import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/standalone/postgres/embedded-postgres.js';
import { freePort } from '../support/free-port.js';
import { BuiltProcess, endAll } from '../support/processes.js';

describe('npm start on a database that an early pre-release version made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-early-'));
  afterAll(async () => {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  });

  it('changes nothing, and says in a line which folder to delete', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir: folder });
    const db = new Client({ connectionString: postgres.url });
    await db.connect();
    await db.query(`
      CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
      INSERT INTO migrations (timestamp, name) VALUES (1795219200000, 'PlatformCreateTables1795219200000')`);
    await db.end();
    await postgres.stop();
    const ports = { PORT: String(await freePort()), INBOX_PORT: String(await freePort()) };
    const ended = new BuiltProcess('main', { env: { DATA_DIR: folder, ...ports } });
    expect(await ended.end(100_000)).toMatchObject({ code: 1 });
    expect(ended.output.trim().split('\n').slice(-2)).toEqual([
      'Motorpool cannot start:',
      expect.stringContaining(`then delete the folder ${folder} and start again.`),
    ]);
  }, 120_000);
});
