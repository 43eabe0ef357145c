import type { Pool, PoolClient } from 'pg';

type TurnListener = (seconds: number, succeeded: boolean) => void;

const listeners = new WeakMap<Pool, TurnListener>();

/** Hears how long each wait for a connection of this pool was. */
export const onTaken = (pool: Pool, told: TurnListener): void => void listeners.set(pool, told);

/** A connection of the pool, when it is its caller's turn. */
export async function takeFrom(pool: Pool): Promise<PoolClient> {
  const since = performance.now();
  let succeeded = false;
  try {
    const client = await pool.connect();
    succeeded = true;
    return client;
  } finally {
    listeners.get(pool)?.((performance.now() - since) / 1_000, succeeded);
  }
}
