import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { CannotStart } from '../../platform/config/cannot-start.js';
import { acquireClusterLock } from './cluster-lock.js';
import { ensureCluster } from './cluster-setup.js';
import { stopLeftovers } from './cluster-takeover.js';
import { preparePostgresBinaries } from './postgres-binaries.js';
import { KeptServer } from './kept-server.js';
import { PostgresLog } from './postgres-log.js';
import { startServer } from './postgres-server.js';
import { identityFor } from './run-as.js';

export interface EmbeddedPostgresOptions {
  /** The cluster is in `<dataDir>/postgres`; its log, lock and passwords are beside it. */
  dataDir: string;
  /** 0, the default: any free one. */
  port?: number;
  /** Server settings that override the defaults, such as `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
  /** If given, a server that ends by itself is started again, and this is told about it. */
  tell?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** The database `motorpool`, as its owner `motorpool`. */
  url: string;
  /** The database `postgres`, as superuser. */
  adminUrl: string;
  /** Resolves if a server that should be started again does not come back. */
  lost: Promise<CannotStart>;
  /** Stops the server and releases the data folder; open connections are closed. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server for this process alone, from the binaries that npm installed: created on first use, stopped with the
 * process, and recovered at the next start after a crash.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  const undo = new Undo();
  try {
    const lock = acquireClusterLock(dataDir);
    undo.add(() => lock.release());
    return await startIn(dataDir, options, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

async function startIn(
  dataDir: string,
  { port = 0, settings = {}, tell }: EmbeddedPostgresOptions,
  undo: Undo,
): Promise<EmbeddedPostgres> {
  const folder = join(dataDir, 'postgres');
  const identity = identityFor(folder);
  await stopLeftovers(folder, identity);
  const binaries = preparePostgresBinaries(dataDir, identity);
  undo.add(() => binaries.dispose());
  const log = new PostgresLog(join(dataDir, 'postgres.log'));
  undo.add(() => log.close());

  const passwords = await ensureCluster({ dataDir, folder, binaries, identity, sync: settings.fsync !== 'off' });
  const start = (on: number) => startServer({ program: binaries.postgres, folder, identity, log, port: on, settings });
  const startAgain = async (on: number) => {
    // Processes of a killed server still hold its memory, and prevent a new start.
    await stopLeftovers(folder, identity);
    return start(on);
  };
  const first = await start(port);
  const server = tell ? new KeptServer(first, startAgain, tell) : { ...first, lost: Promise.race<never>([]) };
  undo.add(() => server.stop());

  const address = `127.0.0.1:${server.port}`;
  let stopped: Promise<void> | undefined;
  return {
    url: `postgres://motorpool:${passwords.motorpool}@${address}/motorpool`,
    adminUrl: `postgres://postgres:${passwords.postgres}@${address}/postgres`,
    lost: server.lost,
    stop: () => (stopped ??= undo.run()),
  };
}

/** What to undo, in reverse order: the lock was taken first and is released last. */
class Undo {
  readonly #steps: (() => void | Promise<void>)[] = [];

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'The embedded PostgreSQL did not stop cleanly');
  }
}
