import type { Pool } from 'pg';
import type { Statement } from '../../src/platform/database/statements.js';
import { eventually } from './eventually.js';

export interface Held {
  /** Resolves when somebody waits for what is held. */
  waitedFor(): Promise<void>;
  release(): Promise<void>;
}

/** Holds what a statement locks until it is released: it is the test that says then in which order a race goes. */
export async function held(db: Pool, { text, values }: Statement): Promise<Held> {
  const holder = await db.connect();
  await holder.query('BEGIN');
  const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  try {
    await holder.query(text, [...values]);
  } catch (error) {
    holder.release(true);
    throw error;
  }
  return {
    waitedFor: async () => {
      await eventually('somebody waits for it', async () => {
        const waiting = 'SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))';
        return (await db.query(waiting, [rows[0]!.pid])).rowCount! > 0;
      });
    },
    release: async () => {
      await holder.query('COMMIT');
      holder.release();
    },
  };
}

/** Resolves when so many transactions of this database wait for a lock. */
export async function inLine(db: Pool, count: number): Promise<void> {
  await eventually(`${count} wait in line`, async () => {
    const { rows } = await db.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]!.waiting >= count;
  });
}
