import { setTimeout as pause } from 'node:timers/promises';

/** In milliseconds: longer than the slowest registration takes, hashing included. */
const FLOOR_MS = 200;

/**
 * Answers only after a fixed time, so that the duration does not tell whether an address is known (ID-8): the two cases write
 * different rows.
 */
export async function inEvenTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const [result] = await Promise.all([work(), pause(FLOOR_MS)]);
  return result;
}

/** In milliseconds: longer than a refused sign-in takes on a machine that is not overloaded, hashing included. */
const REFUSAL_MS = 100;

/**
 * Refuses only after a fixed time, so that neither a skipped hash nor an extra row reveals anything about an address (ID-11).
 * A success is answered at once.
 */
export async function refusedInEvenTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const floor = pause(REFUSAL_MS);
  try {
    return await work();
  } catch (error) {
    await floor;
    throw error;
  }
}
