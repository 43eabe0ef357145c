/** A slice that takes this much longer than it should was one in which the process stood still. */
const SLICE_MS = 250;

/**
 * Acts when the process has been awake for that long. After a pause of the machine all timers are due, before anybody who
 * paused as well could answer: with a plain timer, the process would give up on everybody. A slice in which it stood still
 * counts as if it had been on time.
 *
 * @param act is called after twice that long awake, and a slice, at most, even if the process stands still again and again
 * @returns what stops the clock
 */
export function afterAwake(ms: number, act: () => void): () => void {
  let spent = 0;
  let timer = wait(Math.min(SLICE_MS, ms));

  function wait(slice: number): NodeJS.Timeout {
    const since = performance.now();
    return setTimeout(() => {
      const passed = performance.now() - since;
      const stoodStill = passed > slice + SLICE_MS;
      spent += stoodStill ? slice : passed;
      if (spent < ms) timer = wait(Math.min(SLICE_MS, ms - spent));
      else if (stoodStill && spent < 2 * ms) timer = wait(SLICE_MS);
      else act();
    }, slice);
  }

  return () => clearTimeout(timer);
}
