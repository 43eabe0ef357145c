import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/standalone/postgres/embedded-postgres.js';
import { startTestRedis } from './redis.js';

const TEMPLATE = 'motorpool_template';

/** Jest runs setup and teardown from two files of one process; this is what passes between them. */
export type RunningParts = typeof globalThis & { stopParts?: () => Promise<void> };

/** One PostgreSQL for the run, and a migrated database that each test file copies; one Redis where the machine has it. */
export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(join(roomyMemory() ?? tmpdir(), 'motorpool-test-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const postgres = await startEmbeddedPostgres({ dataDir, settings });
  const admin = new Client({ connectionString: postgres.adminUrl });
  await admin.connect();
  const owner = new URL(postgres.url);
  await admin.query(`CREATE DATABASE ${TEMPLATE} OWNER ${owner.username}`);
  await admin.end();
  const template = new URL(postgres.url);
  template.pathname = `/${TEMPLATE}`;
  // The built program migrates: jest's own module loader does not reach what TypeORM imports by pattern.
  execFileSync(process.execPath, ['dist/src/migrate.js'], {
    env: { ...process.env, DATABASE_URL: template.href },
    stdio: 'inherit',
  });
  // The formats that the tests read. What an organisation begins with is looked at in `locales.e2e.ts`.
  const client = new Client({ connectionString: template.href });
  await client.connect();
  await client.query("UPDATE branches.organisation SET locale = 'en-GB'");
  await client.end();
  const redis = await startTestRedis(dataDir);
  process.env.TEST_POSTGRES_ADMIN_URL = postgres.adminUrl;
  process.env.TEST_POSTGRES_TEMPLATE_URL = template.href;
  if (redis) process.env.TEST_REDIS_URL = redis.url;
  (globalThis as RunningParts).stopParts = async () => {
    await redis?.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Where a file is a piece of memory, if there is room: to copy a database of a thousand files takes a tenth of the time. */
function roomyMemory(): string | undefined {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return undefined;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 4 * 2 ** 30 ? memory : undefined;
}
