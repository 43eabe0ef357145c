import { DataSource } from 'typeorm';
import { CannotStart } from '../config/cannot-start.js';
import { databaseOptions, migrationFiles } from './data-source.js';

/** One lock for all hosts: the second one waits, and finds nothing left to do. */
const LOCK = 7_202_611;

/**
 * Applies what is missing, each migration in its own transaction.
 *
 * @returns the names of those applied
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  return withMigrations(databaseUrl, async (dataSource) => {
    const applied = await dataSource.runMigrations({ transaction: 'each' }).catch((error: unknown) => {
      // What only people can decide; a migration stands alone, and so does not know the class.
      throw error instanceof Error && error.name === 'ForTheOperator' ? new CannotStart(error.message) : error;
    });
    return applied.map(({ name }) => name);
  });
}

/** The migrations that are applied, with those that this version does not know, and those that are missing. */
interface MigrationStatus {
  applied: string[];
  unknown: string[];
  missing: string[];
}

/** Changes nothing, and waits for nobody who migrates. */
export async function migrationStatus(databaseUrl: string): Promise<MigrationStatus> {
  const dataSource = await opened(databaseUrl);
  try {
    const known = dataSource.migrations.map(nameOf);
    const [row] = await dataSource.query<{ there: boolean }[]>(`SELECT to_regclass('migrations') IS NOT NULL AS there`);
    const rows = row!.there
      ? await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY timestamp, id')
      : [];
    const applied = rows.map(({ name }) => name);
    return {
      applied: applied.filter((name) => known.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
      missing: known.filter((name) => !applied.includes(name)),
    };
  } finally {
    await dataSource.destroy();
  }
}

export const nameOf = (migration: { name?: string }): string => migration.name ?? migration.constructor.name;

async function opened(databaseUrl: string): Promise<DataSource> {
  const options = databaseOptions(databaseUrl, 2, () => undefined);
  // A migration may run long, and waits its turn behind another host's.
  const patient = { ...options.extra, statement_timeout: 0, query_timeout: 0 };
  const dataSource = new DataSource({ ...options, extra: patient, migrations: [migrationFiles] });
  return dataSource.initialize();
}

/** Does the work while no other host migrates. */
export async function withMigrations<T>(databaseUrl: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await opened(databaseUrl);
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work(dataSource);
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    await holder.release();
    await dataSource.destroy();
  }
}
