/**
 * The result of the work, if it arrives in time. If not, the work goes on unobserved.
 *
 * @throws Error when the time is up, or whatever the work throws
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
    // Nobody waits for a later failure.
    work.catch(() => undefined);
  }
}
