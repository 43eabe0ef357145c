import { within } from '../within.js';

/** Prometheus gives up after ten seconds by default; a load balancer sooner. */
const PATIENCE_MS = 2_000;

/**
 * A check whose answer is cached, so that it is cheap however often it is requested. It runs once at a time, and nobody waits
 * longer than two seconds for it. While a check hangs, no second one is started.
 */
export class KeptAnswer {
  #asked: Promise<void> | undefined;
  #isOpen = false;
  #askedAt = -Infinity;

  /** @param ask throws if something is wrong @param keepMs how long the answer is kept, from its start */
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
