// Runs the tests that a change is most likely to break: `npm run test:changed [-- BASE]`, where BASE is main unless given.
// All specs that import what changed, the changed journeys, and the journeys that name the rules which the changed files cite.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What about a minute has room for; the others are named. */
const MOST_JOURNEYS = 3;
const RULE = /\b(?:ID|RP|BR|BK|AP|NO|OP|IF)-\d+\b/g;

const root = join(import.meta.dirname, '..');
const base = process.argv[2] ?? 'main';

const lines = (text) => text.split('\n').filter(Boolean);
const git = (...parameters) => {
  const { status, stdout, stderr } = spawnSync('git', parameters, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${parameters.join(' ')}: ${stderr}`);
  return stdout;
};
const textOf = (file) => readFileSync(join(root, file), 'utf8');
const rulesIn = (file) => new Set(textOf(file).match(RULE));
const jest = (...parameters) => {
  const options = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...parameters];
  return spawnSync(process.execPath, options, { cwd: root, stdio: 'inherit' }).status ?? 1;
};

const since = git('merge-base', base, 'HEAD').trim();
const changed = [
  ...lines(git('diff', '--name-only', '--diff-filter=d', since)),
  ...lines(git('ls-files', '--others', '--exclude-standard')),
].filter((file) => /\.tsx?$/.test(file));
if (changed.length === 0) {
  console.log(`Nothing has changed since ${base}.`);
  process.exit(0);
}

const journeys = globSync('test/**/*.e2e.ts', { cwd: root });
const sources = changed.filter((file) => file.startsWith('src/'));
const screens = changed.filter((file) => file.startsWith('console/src/'));

/** How much a journey has to do with the change: by the rules that both cite, or by the folder of a screen. */
const cited = new Set(sources.flatMap((file) => [...rulesIn(file)]));
const folders = new Set(screens.map((file) => file.split('/')[2]));
const nearness = (journey) => {
  const shared = [...rulesIn(journey)].filter((rule) => cited.has(rule)).length;
  const screen = journey.startsWith('test/console/') && [...folders].some((each) => basename(journey).startsWith(each));
  return shared + (screen ? 1 : 0);
};
const near = journeys
  .map((journey) => ({ journey, by: nearness(journey) }))
  .filter(({ by }) => by > 0)
  .sort((one, other) => other.by - one.by || one.journey.localeCompare(other.journey))
  .map(({ journey }) => journey);
const chosen = [
  ...new Set([...journeys.filter((journey) => changed.includes(journey)), ...near.slice(0, MOST_JOURNEYS)]),
];
const left = near.filter((journey) => !chosen.includes(journey));

const specs = changed.filter((file) => !file.endsWith('.e2e.ts'));
let failed = 0;
if (specs.length > 0) failed |= jest('--selectProjects', 'rules', '--passWithNoTests', '--findRelatedTests', ...specs);
if (screens.length > 0) failed |= spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'inherit' }).status ?? 1;
if (chosen.length > 0) failed |= jest('--selectProjects', 'journeys', '--runTestsByPath', ...chosen);
if (left.length > 0) console.log(`\nNot run, though they name the same rules or screen:\n  ${left.join('\n  ')}`);
process.exit(failed);
