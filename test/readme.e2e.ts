import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './support/free-port.js';
import { blocksOf, follow, looksLike } from './support/page.js';
import { BuiltProcess } from './support/processes.js';

/** The README is a promise: its tour is run as it is typed, twice in one terminal, and every answer that it shows is held to the real one. */
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
  });
  afterAll(async () => {
    main.signal('SIGINT');
    await main.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('does the whole main job with curl, and shows what it says; it can be typed again', async () => {
    const readme = await readFile('README.md', 'utf8');
    const tour = /## A tour in five minutes\n(.*?)\n## /s.exec(readme)![1]!;
    const blocks = blocksOf(tour).map((block) => ({
      ...block,
      text: block.text
        .replace('http://localhost:3000', `http://localhost:${port}`)
        .replace('http://localhost:3080', `http://localhost:${inboxPort}`),
    }));
    const env = { PATH: process.env.PATH!, HOME: folder };
    // In one terminal, with what the first time left in it.
    const typed = await follow([...blocks, ...blocks], folder, env);
    expect(typed.length).toBeGreaterThan(12);
    const shown = typed.filter((block) => block.shown !== undefined);
    expect(shown).toHaveLength(2 * blocks.filter(({ language }) => language === 'text').length);
    for (const block of shown) expect(block.printed).toMatch(looksLike(block.shown!));
  });
});
