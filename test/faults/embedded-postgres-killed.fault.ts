import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { BuiltProcess, endAll } from '../support/processes.js';

const ADMIN = { email: 'admin@fleet.example', password: 'a lamp beside the harbour' };
/** More often than that in ten minutes, and another start does not mend it. */
const STARTED_AGAIN = 3;

describe('O-3: the embedded PostgreSQL is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-killed-'));
  let main: BuiltProcess;
  let origin: string;
  let admin: Client;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const env = {
      DATA_DIR: folder,
      PORT: String(port),
      PUBLIC_URL: origin,
      INBOX_PORT: '0',
      DEMO: 'false',
      BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
      BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    };
    main = new BuiltProcess('main', { env });
    await main.untilPrinted(/Ctrl-C/, 120_000);
    admin = await new Client(origin).signIn(ADMIN.email, ADMIN.password);
  });
  afterAll(async () => {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  });

  const postmaster = () => Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const timesBack = () => main.output.match(/The embedded PostgreSQL is back\./g)?.length ?? 0;

  it('it is started again by itself, with all that was acknowledged, and says so', async () => {
    await admin.expect(201, 'POST', '/branches', { name: 'Kept', code: 'KEPT', timeZone: 'Europe/Berlin' });
    process.kill(postmaster(), 'SIGKILL');
    await main.untilPrinted(/The embedded PostgreSQL stopped \(it ended with SIGKILL\), and is started again\./);
    await main.untilPrinted(/The embedded PostgreSQL is back\./);
    await main.untilReady(origin);
    const { items } = await admin.expect(200, 'GET', '/branches');
    expect(items.map(({ name }: { name: string }) => name)).toContain('Kept');
  });

  it('where that happens again and again, the process ends with one clear line and leaves nothing behind', async () => {
    for (let time = 2; time <= STARTED_AGAIN; time += 1) {
      process.kill(postmaster(), 'SIGKILL');
      await eventually('it is back', async () => timesBack() === time, 60_000);
    }
    process.kill(postmaster(), 'SIGKILL');
    expect(await main.end(60_000)).toMatchObject({ code: 1, signal: null });
    expect(main.output).toContain(
      'Motorpool has to stop:\nThe embedded PostgreSQL keeps stopping: it ended with SIGKILL.\n',
    );
    expect(main.output).not.toMatch(/\n\s+at /);
    await eventually('no process works in the folder', async () => processesIn(folder).length === 0);
  });
});

function processesIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false; // gone meanwhile
    }
  });
}
