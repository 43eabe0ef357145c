import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { BuiltProcess, endAll } from '../support/processes.js';

const ADMIN = {
  BOOTSTRAP_ADMIN_EMAIL: 'ann@harbour.example',
  BOOTSTRAP_ADMIN_PASSWORD: 'nine lanterns over the quay',
};

afterAll(endAll);

describe('npm start without demo data', () => {
  it('says that nobody can sign in yet, and no more once there is an administrator', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'motorpool-start-'));
    for (const [settings, isMissing] of [
      [{}, true],
      [ADMIN, false],
      [{}, false],
    ] as const) {
      const [port, inboxPort] = [await freePort(), await freePort()];
      const places = { DATA_DIR: join(folder, 'data'), PORT: String(port), INBOX_PORT: String(inboxPort) };
      const running = new BuiltProcess('main', { env: { ...places, ...settings, DEMO: 'false' } });
      await running.untilPrinted(/Ctrl-C/);
      expect(running.output.includes('set BOOTSTRAP_ADMIN_EMAIL')).toBe(isMissing);
      running.signal('SIGTERM');
      expect(await running.end()).toMatchObject({ code: 0 });
    }
    rmSync(folder, { recursive: true });
  }, 180_000);
});
