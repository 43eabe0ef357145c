import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { afterAwake } from '../awake.js';
import { ANSWER_MS, GENERIC_PLANS, STATEMENT_MS } from './statements.js';

/** Longest that PostgreSQL may take to let a connection in: one that is frozen never does. */
const CONNECT_MS = 2_000;
/** How long a connection is kept for the next request: a new one costs a process there, and every plan again. */
const IDLE_MS = 60_000;

/** A client's limit for connecting begins when it is made: the pool connects it at once. The driver's would count pauses. */
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
    // How long a turn is waited for is up to `takeFrom`, and connecting up to the client.
    connectTimeoutMS: 0,
    poolErrorHandler: onPoolError,
    extra: {
      Client: PromptClient,
      idleTimeoutMillis: IDLE_MS,
      options: GENERIC_PLANS,
      statement_timeout: STATEMENT_MS,
      // The client's own clock, for a server that is frozen rather than slow. Batches have another (`send`).
      query_timeout: ANSWER_MS,
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
    },
  } as const satisfies DataSourceOptions;
}

/** Where the compiled, or in tests the source, migrations lie. */
export const migrationFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url));
export const migrationFiles = `${migrationFolder}*.{js,ts}`;
