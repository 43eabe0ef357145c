import { afterAwake } from './awake.js';

/**
 * The result of the work, if it arrives in time. If not, the work goes on unobserved.
 *
 * @throws Error when the time is up, or whatever the work throws
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: timeUp, reject } = Promise.withResolvers<never>();
  const stop = afterAwake(ms, () => reject(new Error(`timeout: no answer in ${ms} ms`)));
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    stop();
    // Nobody waits for a later failure.
    work.catch(() => undefined);
  }
}
