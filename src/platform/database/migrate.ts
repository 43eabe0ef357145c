import { DataSource } from 'typeorm';
import { databaseOptions, migrationFiles } from './data-source.js';
import { appliedMigrations, nameOf } from './migration-names.js';
import { adoptPreRelease } from './pre-release.js';

/** One lock for all hosts: the second one waits, and finds nothing left to do. */
const LOCK = 7_202_611;

/**
 * Applies what is missing, each migration in its own transaction.
 *
 * @param folder where the database is, if it is an embedded one
 * @returns the names of those applied
 * @throws CannotStart if a pre-release version made the database that this version cannot update
 */
export async function migrate(databaseUrl: string, folder?: string): Promise<string[]> {
  const place = folder ? `the folder ${folder}` : 'the database that DATABASE_URL names';
  return withMigrations(databaseUrl, async (dataSource) => {
    await adoptPreRelease(dataSource, place);
    const applied = await dataSource.runMigrations({ transaction: 'each' });
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
    const applied = await appliedMigrations(dataSource);
    return {
      applied: applied.filter((name) => known.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
      missing: known.filter((name) => !applied.includes(name)),
    };
  } finally {
    await dataSource.destroy();
  }
}

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
