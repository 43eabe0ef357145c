import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../../platform/config/cannot-start.js';
import { processStart } from './process-identity.js';

export interface ClusterLock {
  release(): void;
}

interface Owner {
  pid: number;
  start: string;
}

/** Another process that is still running has its PostgreSQL in this data folder. */
export class DataFolderInUse extends CannotStart {
  override readonly name = 'DataFolderInUse';
}

/**
 * Takes the data folder for this process, or throws DataFolderInUse. Takes over the lock of a process that is gone.
 * PostgreSQL's own postmaster.pid is not enough: it shows whether a server runs, but not whether its Motorpool still does.
 */
export function acquireClusterLock(dataDir: string): ClusterLock {
  const path = join(dataDir, 'postgres.lock');
  const start = processStart(process.pid);
  if (start === undefined) throw new Error('Cannot tell when this process started (is /proc mounted?)');
  const mine = JSON.stringify({ pid: process.pid, start } satisfies Owner);

  while (!createWhole(path, mine)) {
    const found = read(path);
    if (found === undefined) continue; // released between the two looks
    const owner = parseOwner(found);
    if (owner !== undefined && processStart(owner.pid) === owner.start) {
      throw new DataFolderInUse(
        `DATA_DIR: ${dataDir} is in use by another Motorpool (process ${owner.pid}). ` +
          'Stop that one first, or set DATA_DIR to another folder.',
      );
    }
    removeStale(path, found);
  }

  return {
    release: () => {
      if (read(path) === mine) rmSync(path, { force: true });
    },
  };
}

/** Creates the file with its content atomically, so that nobody reads half of it. False if it already exists. */
function createWhole(path: string, content: string): boolean {
  const draft = besides(path);
  writeFileSync(draft, content, { mode: 0o644 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves the stale lock away and checks again, because another process may have put its own there meanwhile. */
function removeStale(path: string, stale: string): void {
  const aside = besides(path);
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = read(aside);
  if (moved !== undefined && moved !== stale) createWhole(path, moved);
  rmSync(aside, { force: true });
}

function besides(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null;
    if (Number.isInteger(owner?.pid) && typeof owner?.start === 'string') return owner as Owner;
  } catch {
    // A file that we cannot read is treated like a stale one.
  }
  return undefined;
}
