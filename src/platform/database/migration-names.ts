import { readdirSync } from 'node:fs';
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
