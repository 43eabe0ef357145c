import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './support/free-port.js';
import { BuiltProcess } from './support/processes.js';

/** The README is a promise: its tour is run as it is typed, and every answer that it shows is held to the real one. */
describe('the README’s tour', () => {
  let main: BuiltProcess;
  let folder: string;
  let port: number;
  let inboxPort: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motorpool-tour-'));
    [port, inboxPort] = [await freePort(), await freePort()];
    const env = { DATA_DIR: folder, PORT: String(port), INBOX_PORT: String(inboxPort) };
    main = new BuiltProcess('main', { env });
    await main.untilPrinted(/Ctrl-C/);
  }, 60_000);
  afterAll(async () => {
    main.signal('SIGINT');
    await main.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('does the whole main job with curl, and shows what it says', async () => {
    const readme = await readFile('README.md', 'utf8');
    const tour = /## A tour in five minutes\n(.*?)\n## /s.exec(readme)![1]!;
    const blocks = [...tour.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, kind, text]) => ({ kind, text: text! }));
    const commands = blocks.filter(({ kind }) => kind === 'sh').map(({ text }) => text);
    const shown = blocks.filter(({ kind }) => kind !== 'sh').flatMap(({ text }) => text.trim().split('\n'));
    expect(commands.length).toBeGreaterThan(6);
    const script = `set -e\n${commands.join('\n')}`
      .replace('MOTORPOOL=http://localhost:3000', `MOTORPOOL=http://localhost:${port}`)
      .replace('INBOX=http://localhost:3080', `INBOX=http://localhost:${inboxPort}`);
    const { stdout } = await promisify(execFile)('bash', ['-c', script]);
    const lines = stdout.split('\n');
    for (const line of shown) expect(lines).toContain(line);
    expect(lines.at(-3)).toBe('confirmed');
    expect(lines.at(-2)).toMatch(/^Booking confirmed: Harbour Launch \(BOAT05\)/);
  }, 60_000);
});
