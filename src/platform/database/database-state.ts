import { Injectable } from '@nestjs/common';
import { DatabaseError, type PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { Unavailable } from '../domain/domain-error.js';
import { poolOf } from './ambient.js';
import { isAway } from './failures.js';
import { migrationNames } from './migration-names.js';

const UNDEFINED_TABLE = '42P01';
const DISK_FULL = '53100';

const STATE = `
  SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS "isReadOnly",
         (SELECT known.name FROM unnest($1::text[]) WITH ORDINALITY AS known (name, position)
           WHERE NOT EXISTS (SELECT 1 FROM migrations WHERE migrations.name = known.name)
           ORDER BY position LIMIT 1) AS missing`;

/** Has more rows than it may keep in memory: PostgreSQL puts some 300 kB on its disk, for a moment, and nothing stays of them. */
const SPILL = 'SELECT count(*) FROM generate_series(1, 20000)';

/** What a process needs of its database. Each question is a short statement on a connection of the pool. */
@Injectable()
export class DatabaseState {
  readonly #known = migrationNames();

  constructor(private readonly dataSource: DataSource) {}

  /** @throws Unavailable where PostgreSQL does not answer, takes no changes, or lacks a migration, which it names */
  async ensureMigrated(): Promise<void> {
    const { isReadOnly, missing } = await this.#state();
    if (isReadOnly) throw new Unavailable('PostgreSQL is read-only.', { part: 'database' });
    if (missing) {
      throw new Unavailable(`The migration ${missing} is missing: run "npm run migrate".`, { part: 'migrations' });
    }
  }

  /** @throws Unavailable where PostgreSQL's disk is full, or it does not answer */
  async ensureWritable(): Promise<void> {
    const client = await poolOf(this.dataSource).connect().catch(noAnswer);
    let failure: Error | undefined;
    try {
      await spill(client);
    } catch (error) {
      failure = error as Error;
      if (!(error instanceof DatabaseError) || isAway(error)) noAnswer();
      const why = error.code === DISK_FULL ? 'The disk of PostgreSQL is full.' : 'PostgreSQL cannot write to its disk.';
      throw Object.assign(new Unavailable(why, { part: 'disk' }), { cause: error });
    } finally {
      // What is left of a transaction that failed goes with its connection.
      client.release(failure);
    }
  }

  async #state(): Promise<{ isReadOnly: boolean; missing: string | null }> {
    try {
      const { rows } = await poolOf(this.dataSource).query(STATE, [this.#known]);
      return rows[0] as { isReadOnly: boolean; missing: string | null };
    } catch (error) {
      const isEmpty = error instanceof DatabaseError && error.code === UNDEFINED_TABLE;
      return isEmpty ? { isReadOnly: false, missing: this.#known[0]! } : noAnswer();
    }
  }
}

async function spill(client: PoolClient): Promise<void> {
  await client.query('BEGIN');
  await client.query(`SET LOCAL work_mem = '64kB'`);
  await client.query(SPILL);
  await client.query('COMMIT');
}

function noAnswer(): never {
  throw new Unavailable('PostgreSQL does not answer.', { part: 'database' });
}
