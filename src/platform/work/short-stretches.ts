import { setImmediate as nextTurn } from 'node:timers/promises';

/** The longest that one piece of work may occupy the process. */
const LONGEST_MS = 5;

/**
 * Splits long work, so that other requests are served in between. Call `pause` after each step: if the work has run for long
 * enough, it lets everything else that is ready run first.
 */
export class ShortStretches {
  #since = performance.now();

  async pause(): Promise<void> {
    if (performance.now() - this.#since < LONGEST_MS) return;
    await nextTurn();
    this.#since = performance.now();
  }
}
