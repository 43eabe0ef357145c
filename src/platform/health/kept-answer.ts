import { within } from '../within.js';

/** Prometheus gives up on a scrape after ten seconds, unless it is told otherwise; a balancer sooner. */
const PATIENCE_MS = 2_000;

/**
 * A question about the process that costs little however often it is asked: it is asked once at a time, its answer is kept for a
 * while, and nobody waits for it longer than two seconds. One that is never answered is not asked again meanwhile.
 */
export class KeptAnswer {
  #asked: Promise<void> | undefined;
  #isOpen = false;
  #askedAt = -Infinity;

  /** @param ask throws what is wrong @param keepMs from when it was asked */
  constructor(
    private readonly ask: () => Promise<void>,
    private readonly keepMs: number,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** @throws Error of the question, or where it is not answered in time */
  ensure(): Promise<void> {
    const isOld = performance.now() - this.#askedAt >= this.keepMs;
    if (!this.#asked || (isOld && !this.#isOpen)) this.#asked = this.#askNow();
    return within(this.patienceMs, this.#asked);
  }

  #askNow(): Promise<void> {
    this.#isOpen = true;
    this.#askedAt = performance.now();
    return this.ask().finally(() => (this.#isOpen = false));
  }
}
