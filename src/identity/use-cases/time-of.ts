import type { Tx } from '../../platform/work/tx.js';

/** PostgreSQL's clock: links and sessions are made and checked by the same clock on every host. */
export async function timeOf(tx: Tx): Promise<Date> {
  const [row] = await tx.query<{ now: Date }>('SELECT now()');
  return row!.now;
}
