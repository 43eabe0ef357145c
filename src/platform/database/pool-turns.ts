import type { Pool, PoolClient } from 'pg';
import { within } from '../within.js';

/** Longest wait for one of the pool's connections. All are busy only where there is more to do than can be done. */
const TURN_MS = 5_000;

type TurnListener = (seconds: number, succeeded: boolean) => void;

const listeners = new WeakMap<Pool, TurnListener>();

/** Hears how long each wait for a connection of this pool was. */
export const onTaken = (pool: Pool, told: TurnListener): void => void listeners.set(pool, told);

/** A connection of the pool, when it is its caller's turn. @throws Error where that takes too long */
export async function takeFrom(pool: Pool): Promise<PoolClient> {
  const since = performance.now();
  let succeeded = false;
  try {
    const client = await inTime(pool.connect());
    succeeded = true;
    return client;
  } finally {
    listeners.get(pool)?.((performance.now() - since) / 1_000, succeeded);
  }
}

async function inTime(turn: Promise<PoolClient>): Promise<PoolClient> {
  try {
    return await within(TURN_MS, turn);
  } catch (error) {
    // Nobody waits for it any more; when it comes, it is the next one's.
    turn.then(
      (client) => client.release(),
      () => undefined,
    );
    throw error;
  }
}
