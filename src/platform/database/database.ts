import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { ambientTransaction, poolOf } from './ambient.js';
import type { PendingStatement } from './batch.js';
import { translated } from './failures.js';
import { ambientPackets } from './packets.js';
import { plannedAnew, prepared, runOn } from './statements.js';

/** A query that runs on the lost connection reports the failure itself. */
const ignore = () => undefined;

/**
 * Reads with SQL, and never writes: writes go through the unit of work, or through `DirectWrites` (architecture rule 6).
 * `test/sql.e2e.ts` has PostgreSQL try each of its statements in a read-only session. Inside a unit of work the query joins
 * its transaction, so that a question asked of another context sees what the command has done so far and takes no second
 * connection.
 */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {
    // The pool listens to idle connections only; one that is lost while it is lent out would end the process. Not on
    // 'connect': the first connection was made before this listener existed.
    poolOf(dataSource).on('acquire', (client) => {
      if (!client.listeners('error').includes(ignore)) client.on('error', ignore);
    });
  }

  /** @throws Unavailable where PostgreSQL is away or too slow; DomainError for a mapped constraint */
  query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#ask<Row>(() => prepared(text, values));
  }

  /**
   * The same, planned again for these very values: for searches whose best plan depends on what is searched for. A named
   * statement keeps one plan for all values (`GENERIC_PLANS`).
   */
  queryPlanned<Row extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.#ask<Row>(() => plannedAnew(text, values));
  }

  /** @param write may throw, where a value cannot be written down */
  async #ask<Row extends QueryResultRow>(write: () => PendingStatement): Promise<Row[]> {
    try {
      const statement = write();
      const transaction = ambientTransaction.getStore();
      if (transaction) return await transaction.ask<Row>(statement);
      const pool = poolOf(this.dataSource);
      const packets = ambientPackets.getStore();
      if (packets) return await packets.ask<Row>(pool, statement);
      await runOn(pool, [statement]);
      return statement.rows as Row[];
    } catch (error) {
      throw translated(error);
    }
  }

  /**
   * Reads rows and locks them (`FOR SHARE`), so that they stay as they are until the unit of work ends. Outside of one the
   * lock ends with the statement: an import checks its file so, before it checks it again where it writes.
   */
  hold<Row extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.query<Row>(text, values);
  }

  /** The first row, or undefined. */
  async one<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.query<Row>(text, values))[0];
  }
}
