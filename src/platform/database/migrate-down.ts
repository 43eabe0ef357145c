import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { CannotStart } from '../config/cannot-start.js';
import { withMigrations } from './migrate.js';
import { appliedMigrations, nameOf } from './migration-names.js';

/** A column with data that people entered or that was recorded. Computed columns lose nothing when they are dropped. */
interface Column {
  table: string;
  name: string;
  initially: string | null;
}

const COLUMNS = `
  SELECT format('%I.%I', table_schema, table_name) AS table, quote_ident(column_name) AS name, column_default AS initially
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
   WHERE table_type = 'BASE TABLE' AND is_generated = 'NEVER'
     AND table_schema NOT IN ('pg_catalog', 'information_schema')`;

/** What was undone, and what its way up had thrown away, which no way down brings back. */
interface Undone {
  name: string;
  thrownAway?: string;
}

/**
 * Undoes the newest migration.
 *
 * @param loseData whether it may drop what holds data
 * @returns undefined where none is applied
 * @throws CannotStart naming what would be lost, or where this version does not know the migration; nothing is changed then
 */
export function migrateDown(databaseUrl: string, loseData = false): Promise<Undone | undefined> {
  return withMigrations(databaseUrl, async (dataSource) => {
    const newest = (await appliedMigrations(dataSource)).at(-1);
    if (!newest) return undefined;
    const instance = dataSource.migrations.find((each) => nameOf(each) === newest);
    if (!instance) {
      throw new CannotStart(
        `This version does not know the newest migration, ${newest}: use the version that applied it.`,
      );
    }
    const runner = dataSource.createQueryRunner();
    try {
      if (!loseData) await ensureNothingIsLost(dataSource, runner, newest);
      await undo(dataSource, runner);
    } finally {
      await runner.release();
    }
    return { name: newest, thrownAway: (instance as { thrownAway?: string }).thrownAway };
  });
}

/**
 * Undoes every migration, even if data is lost.
 *
 * @public
 */
export async function migrateAllDown(databaseUrl: string): Promise<void> {
  while (await migrateDown(databaseUrl, true));
}

async function undo(dataSource: DataSource, runner: QueryRunner): Promise<void> {
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';
  await executor.undoLastMigration();
}

/** Rehearses it in a transaction that is rolled back, and counts what is in the columns that were gone then. */
async function ensureNothingIsLost(dataSource: DataSource, runner: QueryRunner, name: string): Promise<void> {
  await runner.startTransaction();
  let gone: Column[];
  try {
    const before: Column[] = await runner.query(COLUMNS);
    await undo(dataSource, runner);
    const after: Column[] = await runner.query(COLUMNS);
    const left = new Set(after.map(keyOf));
    gone = before.filter((column) => !left.has(keyOf(column)));
  } finally {
    await runner.rollbackTransaction();
  }
  const lost: string[] = [];
  for (const column of gone) {
    const filled = `${column.name} IS DISTINCT FROM (${column.initially ?? 'NULL'})`;
    const rows: { count: string }[] = await runner.query(`SELECT count(*) FROM ${column.table} WHERE ${filled}`);
    const { count } = rows[0]!;
    if (count !== '0') lost.push(`- ${keyOf(column)}: ${count} ${count === '1' ? 'value' : 'values'}`);
  }
  if (lost.length === 0) return;
  throw new CannotStart(
    [
      `Undoing ${name} would lose data that cannot be brought back:`,
      ...lost,
      'Nothing was changed. Make a backup, then run: npm run migrate -- down --lose-data',
    ].join('\n'),
  );
}

const keyOf = ({ table, name }: Column): string => `${table}.${name}`;
