/** How much of a wait passes at once. What the process sleeps through beyond it does not count. */
const SLICE_MS = 250;

/**
 * Acts when the process has been awake for that long. If the machine was paused, or had no processor to spare, all timers
 * are due at once when the process goes on, before it reads what has arrived meanwhile. With a plain timer it would take
 * everybody for absent.
 *
 * @param act is called after twice that long at most, however often the process stood still
 * @returns what stops the clock
 */
export function afterAwake(ms: number, act: () => void): () => void {
  let spent = 0;
  let timer = wait(Math.min(SLICE_MS, ms));

  function wait(slice: number): NodeJS.Timeout {
    const since = performance.now();
    return setTimeout(() => {
      spent += slice;
      const stoodStill = performance.now() - since > slice + SLICE_MS;
      if (spent < ms) timer = wait(Math.min(SLICE_MS, ms - spent));
      else if (stoodStill && spent < 2 * ms) timer = wait(SLICE_MS);
      else act();
    }, slice);
  }

  return () => clearTimeout(timer);
}
