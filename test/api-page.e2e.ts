import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './support/free-port.js';
import { blocksOf, follow, looksLike } from './support/page.js';
import { BuiltProcess } from './support/processes.js';

const REPOSITORY = join(import.meta.dirname, '..');
const TSC = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
const HEY_API = join(REPOSITORY, 'node_modules/@hey-api/openapi-ts/bin/run.js');
const run = promisify(execFile);

/** Registries are not asked in tests: the one package that the client needs is the one that is here. All else is npm. */
const npm = `#!/bin/sh
if [ "$1" != install ]; then exec "$REAL_NPM" "$@"; fi
mkdir -p node_modules && ln -sfn "$PWD/motorpool-client" node_modules/motorpool-client
ln -sfn "${REPOSITORY}/node_modules/openapi-fetch" node_modules/openapi-fetch
`;

/** As strict as a careful project is. */
const strict = {
  target: 'es2023',
  module: 'nodenext',
  strict: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  types: ['node'],
  typeRoots: [join(REPOSITORY, 'node_modules/@types')],
};

describe('IF-1: the main job for programs', () => {
  let main: BuiltProcess;
  let data: string;
  let folder: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    [data, folder] = [
      await mkdtemp(join(tmpdir(), 'motorpool-api-')),
      await mkdtemp(join(tmpdir(), 'motorpool-fleet-')),
    ];
    const [port, inbox] = [await freePort(), await freePort()];
    main = new BuiltProcess('main', { env: { DATA_DIR: data, PORT: String(port), INBOX_PORT: String(inbox) } });
    await main.untilPrinted(/Ctrl-C/);
    await mkdir(join(data, 'bin'));
    await writeFile(join(data, 'bin/npm'), npm);
    await chmod(join(data, 'bin/npm'), 0o755);
    const { stdout } = await run('bash', ['-c', 'command -v npm']);
    env = {
      PATH: [join(data, 'bin'), join(process.execPath, '..'), process.env.PATH!].join(':'),
      HOME: data,
      REAL_NPM: stdout.trim(),
      MOTORPOOL: `http://localhost:${port}`,
      INBOX: `http://localhost:${inbox}`,
    };
  });
  afterAll(async () => {
    main.signal('SIGINT');
    await main.end();
    await Promise.all([data, folder].map((each) => rm(each, { recursive: true, force: true })));
  });

  it('docs/api.md: every command and program does what the page shows, the whole page twice', async () => {
    const page = blocksOf(await readFile(join(REPOSITORY, 'docs/api.md'), 'utf8')).map((block) => ({
      ...block,
      text: block.text
        .replace('http://localhost:3000', env.MOTORPOOL!)
        .replace('http://localhost:3080', env.INBOX!)
        .replace('~/motorpool\n', `${REPOSITORY}\n`),
    }));
    for (const time of ['first', 'second']) {
      const blocks = await follow(page, folder, env);
      const shown = blocks.filter((block) => block.shown !== undefined);
      expect([time, shown.length]).toEqual([time, 10]);
      for (const block of shown) expect(block.printed).toMatch(looksLike(block.shown!));
    }
    expect(await compiled(folder, { ...strict, exactOptionalPropertyTypes: true, noEmit: true })).toBe('');
  }, 600_000);

  it('a client of another generator (@hey-api/openapi-ts) compiles strictly, and does the same', async () => {
    const other = join(folder, 'other');
    await mkdir(other);
    await writeFile(join(other, 'package.json'), '{ "type": "module" }');
    await copyFile(join(REPOSITORY, '.build/client/examples/hey-api.ts'), join(other, 'main-job.ts'));
    const document = await (await fetch(`${env.MOTORPOOL}/openapi.json`)).text();
    await writeFile(join(other, 'motorpool.json'), document);
    // It writes its imports as the tsconfig beside it wants them.
    await writeFile(join(other, 'tsconfig.json'), JSON.stringify({ compilerOptions: strict }));
    await run(process.execPath, [HEY_API, '--input', 'motorpool.json', '--output', 'generated', '--silent'], {
      cwd: other,
    });
    // Its own runtime does not know `exactOptionalPropertyTypes`.
    expect(await compiled(other, { ...strict, outDir: 'out' })).toBe('');
    const { stdout } = await run(process.execPath, ['out/main-job.js'], { cwd: other, env });
    expect(stdout.trim().split('\n')).toEqual([
      'pending',
      'verified',
      'pending',
      'vehicle_not_free',
      'approved',
      'Booking confirmed',
    ]);
  }, 600_000);

  /** @returns what TypeScript has to say of that folder */
  async function compiled(where: string, compilerOptions: object): Promise<string> {
    await writeFile(
      join(where, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, exclude: ['node_modules', 'other'] }),
    );
    const { stdout } = await run(process.execPath, [TSC, '-p', where]).catch((error: { stdout: string }) => error);
    return stdout;
  }
});
