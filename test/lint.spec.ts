import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const CONFIGURATION = ['eslint.config.mjs', '.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'];

/** Each file breaks what its name says, and nothing else. */
const BROKEN: Record<string, string> = {
  'src/bookings/http/schemas.ts': 'export const Body = 1;\n',
  'src/bookings/events.ts': 'export const told = 1;\n',
  'src/bookings/use-cases/knows-http.ts': "export { Body } from '../http/schemas.js';\n",
  'src/bookings/use-cases/knows-fastify.ts':
    "import type { FastifyReply } from 'fastify';\nexport type Reply = FastifyReply;\n",
  'src/bookings/use-cases/sends-email.ts':
    "import { createTransport } from 'nodemailer';\nexport const transport = createTransport();\n",
  'src/bookings/use-cases/reads-files.ts':
    "import { readFile } from 'node:fs/promises';\nexport const read = readFile;\n",
  'src/bookings/use-cases/fetches.ts': "export const answer = () => fetch('https://example.org');\n",
  'src/bookings/listeners/call-when-told.ts':
    "import { request } from 'node:https';\nexport const call = () => request('https://example.org');\n",
  'src/notifications/mails/bookings/fetches.ts': "export const answer = () => fetch('https://example.org');\n",
  'src/notifications/mails/bookings/sends.ts':
    "import { createTransport } from 'nodemailer';\nexport const transport = createTransport();\n",
  'src/bookings/listeners/fetch-when-told.ts': "export const answer = () => fetch('https://example.org');\n",
  'src/bookings/use-cases/reads-settings.ts': 'export const port = globalThis.process.env.PORT;\n',
  'src/bookings/use-cases/reads-settings-too.ts': 'export const { env } = process;\n',
  'src/standalone/inbox/dev-inbox.ts': 'export const inbox = 1;\n',
  'src/platform/http/starts-inbox.ts': "export const start = () => import('../../standalone/inbox/dev-inbox.js');\n",
  'src/standalone/demo/asks-bookings.ts':
    "import { Body } from '../../bookings/http/schemas.js';\nexport const body = Body;\n",
  'src/bookings/use-cases/allowed.ts': "import { isIP } from 'node:net';\nexport const is = isIP;\n",
};

describe('lint and boundaries, each rule broken in a copy', () => {
  let folder: string;
  let findings: Record<string, string[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motorpool-lint-'));
    await Promise.all(CONFIGURATION.map((file) => cp(join(root, file), join(folder, file))));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of Object.entries(BROKEN)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    findings = collect(await Promise.all([lint(), boundaries()]));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (program: string, ...args: string[]) =>
    new Promise<string>((resolve) => {
      const path = join(root, 'node_modules', program);
      execFile(process.execPath, [path, ...args], { cwd: folder, maxBuffer: 1e8 }, (_, stdout) => resolve(stdout));
    });

  async function lint(): Promise<[string, string][]> {
    const report = JSON.parse(await run('eslint/bin/eslint.js', '--format', 'json', 'src')) as {
      filePath: string;
      messages: { ruleId: string }[];
    }[];
    return report.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId }): [string, string] => [filePath.slice(filePath.indexOf('src/')), ruleId]),
    );
  }

  async function boundaries(): Promise<[string, string][]> {
    const program = 'dependency-cruiser/bin/dependency-cruiser.mjs';
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
    const { summary } = JSON.parse(await run(program, ...args)) as {
      summary: { violations: { from: string; rule: { name: string } }[] };
    };
    return summary.violations.map(({ from, rule }) => [from, rule.name]);
  }

  function collect(found: [string, string][][]): Record<string, string[]> {
    const all: Record<string, string[]> = {};
    for (const [file, rule] of found.flat()) (all[file] ??= []).push(rule);
    return all;
  }

  it.each([
    ['rule 1', 'src/platform/http/starts-inbox.ts', '1-standalone-is-for-npm-start'],
    ['rule 1', 'src/standalone/demo/asks-bookings.ts', '1-standalone-knows-only-platform'],
    ['rule 5', 'src/bookings/use-cases/knows-http.ts', '5-commands-know-no-http'],
    ['rule 5', 'src/bookings/use-cases/knows-fastify.ts', '5-commands-know-no-http'],
    ['rule 12', 'src/bookings/use-cases/sends-email.ts', '12-io-in-its-adapters'],
    ['rule 12', 'src/bookings/use-cases/reads-files.ts', '12-io-in-its-adapters'],
    ['rule 12', 'src/bookings/use-cases/fetches.ts', 'no-restricted-globals'],
    ['rule 12', 'src/notifications/mails/bookings/fetches.ts', 'no-restricted-globals'],
    ['rule 12', 'src/notifications/mails/bookings/sends.ts', '12-io-in-its-adapters'],
    ['rule 12', 'src/bookings/listeners/call-when-told.ts', '12-io-in-its-adapters'],
    ['rule 12', 'src/bookings/listeners/fetch-when-told.ts', 'no-restricted-globals'],
    ['rule 11', 'src/bookings/use-cases/reads-settings.ts', 'no-restricted-syntax'],
    ['rule 11', 'src/bookings/use-cases/reads-settings-too.ts', 'no-restricted-properties'],
  ])('%s: %s is caught by %s', (_, file, rule) => {
    expect(findings[file]).toContain(rule);
  });

  it('what breaks nothing is left alone', () => {
    expect(findings['src/bookings/use-cases/allowed.ts']).toBeUndefined();
  });
});
