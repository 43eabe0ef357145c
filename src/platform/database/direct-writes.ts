import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { ambientTransaction, poolOf } from './ambient.js';
import { translated } from './failures.js';
import { prepared, runOn, type Statement } from './statements.js';

/**
 * Writes outside the unit of work (architecture rule 6): one statement each, sometimes behind a lock, which commits by
 * itself. There are three reasons for one: it must stay although the request then fails, as an attempt that counts or a code
 * that is spent; it must be stored before something slow begins, as a claim; or one statement is all there is to write, and
 * it must cost little, as a sign-in beside its hash. `test/support/architecture/direct-writes.ts` lists the files that may,
 * each with its reason.
 */
@Injectable()
export class DirectWrites {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param first runs before it, in the same packet and transaction: a lock that it waits for
   * @returns the rows that it returns
   * @throws Unavailable where PostgreSQL is away or too slow; DomainError for a mapped constraint
   */
  async write<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
    first?: Statement,
  ): Promise<Row[]> {
    if (ambientTransaction.getStore()) throw new Error('A unit of work is running: write with its tx instead.');
    try {
      const statement = prepared(text, values);
      const packet = first ? [prepared(first.text, first.values), statement] : [statement];
      await runOn(poolOf(this.dataSource), packet);
      return statement.rows as Row[];
    } catch (error) {
      throw translated(error);
    }
  }
}
