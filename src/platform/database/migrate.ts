import { DataSource } from 'typeorm';
import { databaseOptions, migrationFiles } from './data-source.js';

/** One lock for all hosts: whoever comes second waits, and finds nothing left to do. */
const LOCK = 7_202_611;

/**
 * Applies what is missing, each migration in its own transaction.
 *
 * @returns the names of those applied
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  return withLock(databaseUrl, async (dataSource) => {
    const applied = await dataSource.runMigrations({ transaction: 'each' });
    return applied.map(({ name }) => name);
  });
}

/** Undoes the newest migration; with `all`, every one. */
export async function migrateDown(databaseUrl: string, all = false): Promise<void> {
  await withLock(databaseUrl, async (dataSource) => {
    do await dataSource.undoLastMigration({ transaction: 'each' });
    while (all && (await appliedCount(dataSource)) > 0);
  });
}

async function appliedCount(dataSource: DataSource): Promise<number> {
  const [row] = await dataSource.query<{ count: number }[]>('SELECT count(*)::int AS count FROM migrations');
  return row!.count;
}

async function withLock<T>(databaseUrl: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const options = databaseOptions(databaseUrl, 2, () => undefined);
  // A migration may run long, and waits its turn behind another host's.
  const patient = { ...options.extra, statement_timeout: 0, query_timeout: 0 };
  const dataSource = new DataSource({ ...options, extra: patient, migrations: [migrationFiles] });
  await dataSource.initialize();
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
