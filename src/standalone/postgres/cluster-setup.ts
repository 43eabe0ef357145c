import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stopLeftovers } from './cluster-takeover.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { folderNameFor, giveTo, type Identity, launch } from './run-as.js';

/** The passwords of the two roles, by role. Random for each cluster: loopback is shared with every user here. */
export interface ClusterPasswords {
  postgres: string;
  motorpool: string;
}

export interface SetupOptions {
  dataDir: string;
  folder: string;
  binaries: PostgresBinaries;
  identity: Identity | undefined;
  /** False for tests, which delete the data anyway. */
  sync: boolean;
}

/** Makes the cluster with its role and database if there is none, and returns the passwords. */
export async function ensureCluster(options: SetupOptions): Promise<ClusterPasswords> {
  const file = join(options.dataDir, 'postgres.passwords.json');
  if (!existsSync(options.folder)) return createCluster(options, file);
  giveTo(options.identity, options.folder);
  const known = readPasswords(file);
  if (known !== undefined) return known;

  // The file is lost, for example after a restore of the cluster alone: anyone who may write the cluster may set new passwords.
  const passwords = newPasswords();
  await runSql(options, options.folder, setPasswords(passwords));
  writePasswords(file, passwords);
  return passwords;
}

/** Works in a temporary folder and renames it at the end, so that an interrupted first start leaves no incomplete cluster. */
async function createCluster(options: SetupOptions, file: string): Promise<ClusterPasswords> {
  const { identity } = options;
  const draft = `${options.folder}.new`;
  await stopLeftovers(draft, identity);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  giveTo(identity, draft);

  await initdb(options, draft);
  const passwords = newPasswords();
  await runSql(options, draft, [
    'CREATE ROLE motorpool LOGIN',
    'CREATE DATABASE motorpool OWNER motorpool',
    ...setPasswords(passwords),
  ]);
  writePasswords(file, passwords);
  renameSync(draft, options.folder);
  return passwords;
}

async function initdb({ binaries, identity, sync }: SetupOptions, folder: string): Promise<void> {
  const args = [
    ['-D', folderNameFor(folder, identity), '--username=postgres', '--encoding=UTF8', '--no-instructions'],
    ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ['--auth-host=scram-sha-256', '--auth-local=reject'],
    sync ? [] : ['--no-sync'],
  ].flat();
  // Sorting uses the builtin provider and is the same everywhere. pg_trgm takes its letters from the system's locale; with
  // plain C these would be ASCII only.
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const result = await run(binaries.initdb, [...args, `--locale=${locale}`], folder, identity);
    if (result.code === 0) return;
    if (!/invalid locale/.test(result.output)) {
      throw new Error(`The embedded PostgreSQL could not be set up: initdb failed.\n${result.output}`);
    }
  }
}

/** Runs statements without a server: no port, no password, no other users. */
async function runSql({ binaries, identity, sync }: SetupOptions, folder: string, statements: string[]): Promise<void> {
  const args = ['--single', '-D', folderNameFor(folder, identity), '-c', 'exit_on_error=on'];
  const all = [...args, ...(sync ? [] : ['-c', 'fsync=off']), 'postgres'];
  const result = await run(binaries.postgres, all, folder, identity, statements.map((sql) => `${sql};\n`).join(''));
  if (result.code !== 0) {
    throw new Error(`The embedded PostgreSQL could not be set up.\n${result.output}`);
  }
}

async function run(
  program: string,
  args: string[],
  folder: string,
  identity: Identity | undefined,
  input = '',
): Promise<{ code: number | null; output: string }> {
  const child = launch(program, args, { folder, identity, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A program that ends early closes its input; its exit code says why.
  child.stdin?.on('error', () => undefined).end(input);
  const [code, output, errors] = await Promise.all([ended, text(child.stdout!), text(child.stderr!)]);
  return { code, output: `${output}${errors}`.trim() };
}

function setPasswords(passwords: ClusterPasswords): string[] {
  return Object.entries(passwords).map(([role, password]) => `ALTER ROLE ${role} PASSWORD '${password}'`);
}

/** Hexadecimal, so that they need no escaping in SQL or in a URL. */
function newPasswords(): ClusterPasswords {
  return { postgres: randomBytes(24).toString('hex'), motorpool: randomBytes(24).toString('hex') };
}

function readPasswords(file: string): ClusterPasswords | undefined {
  if (!existsSync(file)) return undefined;
  const { postgres, motorpool } = JSON.parse(readFileSync(file, 'utf8')) as ClusterPasswords;
  return { postgres, motorpool };
}

function writePasswords(file: string, passwords: ClusterPasswords): void {
  const draft = `${file}.new`;
  rmSync(draft, { force: true }); // one left over keeps its old mode
  writeFileSync(draft, `${JSON.stringify(passwords)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(draft, file);
}
