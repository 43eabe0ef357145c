import { Logger } from '@nestjs/common';

/** Work that is repeated while the process runs. */
export interface SweepPlan {
  readonly name: string;
  /** Shortest time from one turn to the next. */
  readonly everyMs: number;
  readonly work: () => Promise<void>;
  /**
   * An SQL condition, without parameters and supported by an index, that is true while there is something to do. With it, the
   * sweep only runs then; without it, every `everyMs`.
   */
  readonly due?: string;
}

/** A timer may fire a little early, and should not wait another second because of that. */
const EARLY_MS = 50;

/** Hears the result of a turn. */
export type TurnTold = (name: string, seconds: number, succeeded: boolean) => void;

/** Runs at least this often, so that a wrong `due` condition delays its work but does not prevent it. */
const AT_LEAST_EVERY_MS = 300_000;

/**
 * A repeated task, one turn at a time; after a failure it waits for the next turn. It must be safe in several processes at
 * once: it finds its work in the database, by condition.
 */
export class Sweep {
  readonly #logger: Logger;
  #running: Promise<void> | undefined;
  #begunAt = -Infinity;

  constructor(
    readonly plan: SweepPlan,
    private readonly told: TurnTold,
  ) {
    this.#logger = new Logger(plan.name);
  }

  /** Whether a turn may begin, by a monotonic clock. */
  isReady(now: number): boolean {
    return !this.#running && now - this.#begunAt >= this.plan.everyMs - EARLY_MS;
  }

  /** Whether a turn begins without checking `due`. */
  isUnasked(now: number): boolean {
    return this.plan.due === undefined || now - this.#begunAt >= AT_LEAST_EVERY_MS;
  }

  turn(now: number): void {
    this.#begunAt = now;
    const took = () => (performance.now() - now) / 1_000;
    this.#running = this.plan
      .work()
      .then(() => this.told(this.plan.name, took(), true))
      .catch((error: Error) => {
        this.told(this.plan.name, took(), false);
        this.#logger.warn(`this run failed: ${error.message}`);
      })
      .finally(() => (this.#running = undefined));
  }

  /** Resolves when the running turn, if any, has ended. */
  async ended(): Promise<void> {
    await this.#running;
  }
}
