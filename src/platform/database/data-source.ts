import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { afterAwake } from '../awake.js';
import { GENERIC_PLANS } from './statements.js';

/** Longest that one statement may run, in milliseconds: a search, or a worker's. A request's are bounded closer. */
const STATEMENT_MS = 7_000;
/** Longest wait for one of the pool's connections. All are busy only where there is more to do than can be done. */
const TURN_MS = 5_000;
/** Longest that PostgreSQL may take to let a connection in: one that is frozen never does. */
const CONNECT_MS = 2_000;
/** How long a connection is kept for the next request: a new one costs a process there, and every plan again. */
const IDLE_MS = 60_000;

/** The pool has one limit for both waits; connecting, which it does at once, has its own. */
class PromptClient extends Client {
  constructor(options?: ClientConfig) {
    super({ ...options, connectionTimeoutMillis: 0 });
    const stop = afterAwake(CONNECT_MS, () => this.connection.stream.destroy(new Error('timeout expired')));
    this.once('connect', stop).once('end', stop);
  }
}

/** How every process opens PostgreSQL: bounded waits everywhere, UTC, and a pool that survives a restart. */
export function databaseOptions(url: string, poolSize: number, onPoolError: (error: Error) => void) {
  return {
    type: 'postgres',
    url,
    applicationName: 'motorpool',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize,
    connectTimeoutMS: TURN_MS,
    poolErrorHandler: onPoolError,
    extra: {
      Client: PromptClient,
      idleTimeoutMillis: IDLE_MS,
      options: GENERIC_PLANS,
      statement_timeout: STATEMENT_MS,
      // The client's own clock, for a server that is frozen rather than slow.
      query_timeout: STATEMENT_MS + 1_000,
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
    },
  } as const satisfies DataSourceOptions;
}

/** Where the compiled, or in tests the source, migrations lie. */
export const migrationFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url));
export const migrationFiles = `${migrationFolder}*.{js,ts}`;
