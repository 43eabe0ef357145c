import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

describe('O-9: npm ci with the oldest Node that the README names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-install-'));
  const oldNode = join(folder, 'old-node.cjs');

  beforeAll(() => {
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(file, join(folder, file));
    // npm goes by what Node says of itself.
    writeFileSync(oldNode, `Object.defineProperty(process, 'version', { value: 'v20.19.0' });`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What npm says on its way; nothing is installed. */
  async function said(): Promise<string[]> {
    const npm = realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim());
    const args = ['--require', oldNode, npm, 'ci', '--dry-run', '--no-audit', '--no-fund'];
    const env = { PATH: process.env.PATH, HOME: folder };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
    return `${stdout}${stderr}`.split('\n').filter((line) => line && !/^(add|added) /.test(line));
  }

  it('says nothing but what it adds', async () => {
    expect(await said()).toEqual([]);
  });

  it('would say a lot without .npmrc: the check sees it', async () => {
    rmSync(join(folder, '.npmrc'));
    expect((await said()).filter((line) => /EBADENGINE/.test(line)).length).toBeGreaterThan(0);
  });
});
