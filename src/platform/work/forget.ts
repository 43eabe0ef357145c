import { SYSTEM } from '../domain/performer.js';
import type { UnitOfWork } from './unit-of-work.js';

/** How many rows one statement deletes, so that it stays within the time limit and holds locks only briefly. */
const BATCH = 5_000;

/**
 * Deletes rows that are due, in batches, each in its own transaction. A row that another transaction has locked is left for
 * the next run.
 *
 * @param table a table with an id
 * @param condition which of its rows; `$1` is the number of days
 * @param batch rows in one statement
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
