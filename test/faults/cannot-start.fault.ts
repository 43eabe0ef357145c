import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';
import { BuiltProcess, endAll } from '../support/processes.js';

type Program = 'main' | 'api' | 'worker' | 'migrate';

describe('O-4: what keeps a process from starting', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-settings-'));
  let database: TestDatabase;
  let env: Record<string, string>;
  /** A port on which something listens that never says a word. */
  let silent: Server;
  const portOf = (server: Server) => String((server.address() as { port: number }).port);

  beforeAll(async () => {
    database = await createDatabase();
    silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    env = {
      DATABASE_URL: database.url,
      SMTP_URL: 'smtp://127.0.0.1:1',
      SECRET_KEY: 'a key that only the tests of faults know',
      PORT: String(await freePort()),
      WORKER_PORT: '0',
    };
  });
  afterAll(async () => {
    await endAll();
    silent.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The lines that it ends with, without the first. */
  async function told(program: Program, settings: Record<string, string>): Promise<string[]> {
    const ended = new BuiltProcess(program, { env: settings });
    expect(await ended.end(60_000)).toMatchObject({ code: 1, signal: null });
    const [first, ...lines] = ended.output.trimEnd().split('\n');
    expect(first).toBe('Motorpool cannot start:');
    return lines;
  }
  const reached = (change: (url: URL) => void) => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };

  it.each(['api', 'worker'] as const)('%s: all settings that are wrong or missing, at once', async (program) => {
    const wrong = {
      PORT: '0',
      PUBLIC_URL: 'https://fleet.example/app',
      MAIL_FROM: 'nonsense here',
      TRUSTED_PROXIES: 'nginx',
    };
    const lines = await told(program, wrong);
    const names = ['PORT', 'PUBLIC_URL', 'MAIL_FROM', 'TRUSTED_PROXIES', 'DATABASE_URL', 'SMTP_URL', 'SECRET_KEY'];
    expect(lines.map((line) => line.split(': ')[0]).sort()).toEqual(names.sort());
  });

  it.each(['api', 'worker', 'migrate'] as const)('%s: a database that does not let it in', async (program) => {
    for (const [url, expected] of [
      [
        reached((url) => (url.password = 'wrong')),
        /rejects the user "\w+" or its password; expected valid credentials/,
      ],
      [reached((url) => (url.pathname = '/none')), /has no database "none"; expected one that exists/],
      [
        reached((url) => (url.hostname = 'no.such.host.invalid')),
        /the host "no.such.host.invalid" cannot be found|\(EAI_AGAIN\)/,
      ],
    ] as const) {
      const lines = await told(program, { ...env, DATABASE_URL: url });
      expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: /)]);
      expect(lines[0]).toMatch(expected);
      expect(lines[0]).not.toContain('wrong');
    }
  });

  it('a database that is not there, and one that never says a word', async () => {
    for (const port of ['1', portOf(silent)]) {
      const lines = await told('api', { ...env, DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/c` });
      expect(lines).toEqual([
        expect.stringMatching(/^DATABASE_URL: PostgreSQL cannot be reached at 127\.0\.0\.1:\d+ .+; expected /),
      ]);
    }
  });

  it('a port that is taken is told together with the rest', async () => {
    const PORT = portOf(silent);
    expect(await told('api', { ...env, PORT })).toEqual([
      `PORT: ${PORT} is in use by another program; expected a free port`,
    ]);
    const lines = await told('api', { ...env, PORT, DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' });
    expect(lines.map((line) => line.split(': ')[0])).toEqual(['PORT', 'DATABASE_URL']);
  });

  it('npm start: ports that are taken and a folder that cannot be written to, before anything is set up', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const taken = portOf(silent);
    const lines = await told('main', { DATA_DIR: join(file, 'data'), PORT: taken, INBOX_PORT: taken });
    expect(lines).toEqual([
      `PORT: ${taken} is in use by another program; expected a free port`,
      expect.stringMatching(/^DATA_DIR: .+\/file\/data cannot be written to \(ENOTDIR\); expected a folder/),
      `INBOX_PORT: ${taken} is in use by another program; expected a free port`,
    ]);
  });
});
