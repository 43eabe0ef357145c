import { Logger } from '@nestjs/common';

/** Work that is repeated as long as the process runs. */
export interface SweepPlan {
  readonly name: string;
  /** Shortest time from one turn to the next. */
  readonly everyMs: number;
  readonly work: () => Promise<void>;
  /**
   * SQL that is true while there is something to do, over an index and without parameters. With it a turn comes only then;
   * without, as often as `everyMs` says.
   */
  readonly due?: string;
}

/** A timer may go off a little early: its turn is not put off to the next second for that. */
const EARLY_MS = 50;

/** How a turn of a sweep went. */
export type TurnTold = (name: string, seconds: number, succeeded: boolean) => void;

/** Even where nothing is said to be due: a condition that is too narrow delays its work, and never prevents it. */
const AT_LEAST_EVERY_MS = 300_000;

/**
 * A sweep, one turn at a time; a failure waits for the next turn. What it does must be safe in several processes at once: it
 * finds its work in the database, by condition.
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

  /** Whether a turn may begin, by a clock that only goes forward. */
  isReady(now: number): boolean {
    return !this.#running && now - this.#begunAt >= this.plan.everyMs - EARLY_MS;
  }

  /** Whether a run begins without a check whether there is something to do. */
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
