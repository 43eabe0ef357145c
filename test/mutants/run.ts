import { once } from 'node:events';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import globalSetup from '../support/global-setup.js';
import globalTeardown from '../support/global-teardown.js';
import { mutants } from './all.js';
import type { Mutant } from './mutant.js';

/** What Jest writes with `--json`, as far as it is read here. */
interface Results {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
}

const root = join(import.meta.dirname, '../..');
// Mutants are made in a copy, so that the working tree never changes, whatever ends this process.
const copy = mkdtempSync(join(tmpdir(), 'motorpool-mutants-'));
process.once('exit', () => rmSync(copy, { recursive: true, force: true }));

let running: ChildProcess | undefined;
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopped = true;
    running?.kill(signal);
  });
}

/** One PostgreSQL for all of them: no mutant is a migration. */
const CONFIG = `
import config from './jest.config.mjs';
const withoutSetup = ({ globalSetup, globalTeardown, ...project }) => project;
export default { ...config, projects: config.projects.map(withoutSetup), reporters: ['default'] };
`;

function copySources(): void {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const files = listed.split('\0').filter((name) => name !== '' && existsSync(join(root, name)));
  for (const file of files) cpSync(join(root, file), join(copy, file));
  for (const made of ['node_modules', 'dist']) symlinkSync(join(root, made), join(copy, made));
  writeFileSync(join(copy, 'mutants.config.mjs'), CONFIG);
}

async function jest(files: readonly string[], names: readonly string[]): Promise<Results> {
  const outcome = join(copy, 'results.json');
  rmSync(outcome, { force: true });
  const node = ['--max-semi-space-size=64', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  const paths = [`--outputFile=${outcome}`, `--cacheDirectory=${join(copy, '.jest')}`];
  const flags = ['--config', 'mutants.config.mjs', '--json', ...paths];
  const only = names.length > 0 ? ['-t', names.map(escaped).join('|')] : [];
  // Tests that are left out by their names are no skipped tests.
  const env = { ...process.env, MOTORPOOL_REQUIRE: '' };
  running = spawn(process.execPath, [...node, ...flags, ...only, '--runTestsByPath', ...files], {
    ...{ cwd: copy, env, stdio: 'ignore' },
  });
  await once(running, 'close');
  running = undefined;
  if (stopped) throw new Error('Stopped.');
  return JSON.parse(readFileSync(outcome, 'utf8')) as Results;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const messagesOf = ({ testResults }: Results): string => testResults.map(({ message }) => message).join('\n');

/** A test that fails anyway notices nothing: all of them pass on the sources as they are. */
async function ensureGreen(chosen: readonly Mutant[]): Promise<void> {
  const whole = chosen.filter(({ only }) => only === undefined);
  const named = chosen.filter(({ only }) => only !== undefined);
  for (const some of [whole, named].filter(({ length }) => length > 0)) {
    const files = [...new Set(some.flatMap(({ tests }) => tests))];
    const results = await jest(
      files,
      some.flatMap(({ only }) => only ?? []),
    );
    const isGreen = results.numFailedTests === 0 && results.testResults.length === files.length;
    if (isGreen && messagesOf(results).trim() === '') continue;
    throw new Error(`These fail without any mutant:\n${messagesOf(results)}`);
  }
}

/** @returns what is wrong; nothing where a test noticed the fault */
async function whyNotKilled({ file, find, replace, tests, only }: Mutant): Promise<string | undefined> {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) return 'does not apply: its text does not stand in the file exactly once';
  writeFileSync(path, source.split(find).join(replace));
  try {
    const results = await jest(tests, only === undefined ? [] : [only]);
    const all = results.testResults.flatMap(({ assertionResults }) => assertionResults);
    for (const { fullName } of all.filter(({ status }) => status === 'failed').slice(0, 3))
      console.log(`  ${fullName}`);
    if (results.numFailedTests > 0) return undefined;
    return results.numPassedTests > 0 ? 'SURVIVED' : `no test ran\n${messagesOf(results)}`;
  } finally {
    writeFileSync(path, source);
  }
}

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const textOf = ({ name, rule, file }: Mutant): string => `${rule} ${name} ${file}`.toLowerCase();
const chosen = mutants.filter((mutant) => words.every((word) => textOf(mutant).includes(word)));

async function run(): Promise<boolean> {
  copySources();
  // Whoever has just seen the tests pass need not wait for them once more.
  if (!process.env.MUTANTS_TRUST) await ensureGreen(chosen);
  const problems: string[] = [];
  for (const mutant of chosen) {
    const problem = await whyNotKilled(mutant);
    console.log(`${problem ?? 'killed'}: ${mutant.rule}, ${mutant.name} (${mutant.file})`);
    if (problem) problems.push(`${mutant.rule}, ${mutant.name}: ${problem}`);
  }
  console.log(`\n${chosen.length - problems.length} of ${chosen.length} killed`);
  for (const problem of problems) console.error(problem);
  return problems.length === 0 && chosen.length > 0;
}

await globalSetup();
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  await globalTeardown();
}
