import { readdirSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { migrationFolder } from './data-source.js';

const FILE = /^(\d{13})-([a-z0-9-]+)\.[jt]s$/;

/**
 * The migrations of this build as TypeORM names them in the database, oldest first. From the files' names: to load them is for who
 * migrates.
 */
export function migrationNames(): string[] {
  return readdirSync(migrationFolder)
    .sort()
    .flatMap((file) => {
      const [, time, words] = FILE.exec(file) ?? [];
      return words ? [words.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase()) + time] : [];
    });
}

/** What a loaded migration is called in the database. */
export const nameOf = (migration: { name?: string }): string => migration.name ?? migration.constructor.name;

/** The names of all that are applied, oldest first. */
export async function appliedMigrations(dataSource: DataSource): Promise<string[]> {
  const [row] = await dataSource.query<{ there: boolean }[]>(`SELECT to_regclass('migrations') IS NOT NULL AS there`);
  if (!row!.there) return [];
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY timestamp, id');
  return rows.map(({ name }) => name);
}
