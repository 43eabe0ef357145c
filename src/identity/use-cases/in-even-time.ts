import { setTimeout as pause } from 'node:timers/promises';

/** Longer than the slowest way through a registration takes, hashing included, in milliseconds. */
const FLOOR_MS = 200;

/**
 * Answers no sooner than after a fixed time, so that how long it took does not tell whether an address is known (ID-8):
 * a known one and an unknown one write different rows.
 */
export async function inEvenTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const [result] = await Promise.all([work(), pause(FLOOR_MS)]);
  return result;
}

/** Longer than a refused sign-in takes, hash included, where the machine is not overloaded; in milliseconds. */
const REFUSAL_MS = 100;

/**
 * Refuses no sooner than after a fixed time, so that neither a hash that was left out nor a row more or less tells what
 * there is behind an address (ID-11). What succeeds waits for nothing.
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
