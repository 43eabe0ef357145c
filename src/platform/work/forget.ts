import { SYSTEM } from '../domain/performer.js';
import type { UnitOfWork } from './unit-of-work.js';

/** Rows that one statement deletes at most, so that none runs into the statement's time limit or locks for long. */
const BATCH = 5_000;

/**
 * Deletes the rows whose time has come, in batches, each in a separate transaction. A row that another transaction
 * has locked is left for the next run, when it may no longer be due.
 *
 * @param table a table with an id
 * @param condition which of its rows; `$1` is the number of days
 * @param batch rows of one statement
 */
export async function forget(
  work: UnitOfWork,
  table: string,
  condition: string,
  days: number,
  batch = BATCH,
): Promise<void> {
  const sql = `
    WITH old AS MATERIALIZED (SELECT id FROM ${table} WHERE ${condition} LIMIT ${batch} FOR UPDATE SKIP LOCKED)
    DELETE FROM ${table} t USING old WHERE t.id = old.id RETURNING 1`;
  let deleted = batch;
  while (deleted === batch) deleted = (await work.run(SYSTEM, (tx) => tx.query(sql, [days]))).length;
}
