import { setImmediate as nextTurn } from 'node:timers/promises';

/** The longest that one piece of work keeps the process to itself. */
const LONGEST_MS = 5;

/**
 * Splits long work into short stretches, so that other requests are served in between. Call `pause` after each step: once
 * the stretch has lasted long enough, it lets everything else that is ready run first.
 */
export class ShortStretches {
  #since = performance.now();

  async pause(): Promise<void> {
    if (performance.now() - this.#since < LONGEST_MS) return;
    await nextTurn();
    this.#since = performance.now();
  }
}
