import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { isRequired } from './required.js';

const run = promisify(execFile);
const NEEDED = ['pg_dump', 'pg_restore', 'initdb', 'postgres'];
const NOBODY = 65_534;

/** Where the machine has a PostgreSQL with its tools; the embedded one has none. */
export function postgresTools(): string | undefined {
  const found = globSync('/usr/{lib/postgresql/*,local/pgsql,pgsql-*}/bin')
    .sort()
    .findLast((folder) => NEEDED.every((tool) => existsSync(join(folder, tool))));
  if (!found && isRequired('pg_dump')) throw new Error('MOTORPOOL_REQUIRE names pg_dump, and there is none.');
  return found;
}

/** A PostgreSQL server of the machine's own, empty. */
export async function startPostgres(tools: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-server-'));
  // PostgreSQL refuses to run as root.
  const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in identity) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  await run(join(tools, 'initdb'), ['-D', data, '-U', 'motorpool', '--auth=trust', '--no-sync', '-E', 'UTF8'], {
    ...identity,
    cwd: folder,
  });
  const port = await freePort();
  const settings = ['-c', 'fsync=off', '-c', 'max_connections=100', '-c', 'listen_addresses=127.0.0.1', '-k', folder];
  const server = spawn(join(tools, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...identity,
    cwd: folder,
    stdio: 'ignore',
  });
  const onExit = () => server.kill('SIGKILL');
  process.once('exit', onExit);
  const ended = once(server, 'close');
  const admin = `postgres://motorpool@127.0.0.1:${port}/postgres`;
  await eventually('PostgreSQL takes connections', () => answers(admin), 60_000);
  const client = new Client({ connectionString: admin });
  await client.connect();
  await client.query('CREATE DATABASE motorpool');
  await client.end();
  return {
    url: `postgres://motorpool@127.0.0.1:${port}/motorpool`,
    stop: async () => {
      process.removeListener('exit', onExit);
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
