import { fileURLToPath } from 'node:url';
import type { DataSourceOptions } from 'typeorm';

/**
 * Longest that one statement may run, and that a request waits for a connection, in milliseconds. The first failure of
 * either ends a request, so it answers within 10 s even where PostgreSQL is frozen.
 */
const STATEMENT_MS = 7_000;
const CONNECT_MS = 5_000;

/** How every process opens PostgreSQL: bounded waits everywhere, UTC, and a pool that survives a restart. */
export function databaseOptions(url: string, poolSize: number, onPoolError: (error: Error) => void) {
  return {
    type: 'postgres',
    url,
    applicationName: 'motorpool',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize,
    connectTimeoutMS: CONNECT_MS,
    poolErrorHandler: onPoolError,
    extra: {
      statement_timeout: STATEMENT_MS,
      // The client's own clock, for a server that is frozen rather than slow.
      query_timeout: STATEMENT_MS + 1_000,
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
    },
  } as const satisfies DataSourceOptions;
}

/** Where the compiled, or in tests the source, migrations lie. */
export const migrationFiles = fileURLToPath(new URL('../../../migrations/*.{js,ts}', import.meta.url));
