/**
 * The outcome of the work, if it comes in time. The work goes on behind the back of a caller who gave up.
 *
 * @throws Error when the time is up, or what the work throws
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
    // Whatever it comes to later, nobody is left to hear of it.
    work.catch(() => undefined);
  }
}
