import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Queue } from 'bullmq';
import { started } from './started.js';
import { ThrottledWarning } from './throttled-warning.js';
import { within } from '../within.js';

/** A row that is due; `attempts` is the number of its past attempts. */
export interface QueuedRow {
  id: string;
  attempts: number;
}
export interface RowJob {
  id: string;
}

const PATIENCE_MS = 1_000;

/**
 * Puts a job for a row into a queue. A lost job is no harm: the row waits, and a sweeper adds the job again. So nothing here
 * waits longer than a second, whatever Redis does.
 */
export abstract class Bell implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #warning = new ThrottledWarning(this.constructor.name);
  #queue: Queue<RowJob>;
  /** A call that the queue has not answered in time. Until it does, no further call is made. */
  #stuck: Promise<unknown> | undefined;
  readonly #rung: QueuedRow[] = [];

  /** @param onPostgres whether the queue is in PostgreSQL; a queue in Redis waits for Redis by itself */
  constructor(
    queue: Queue<RowJob>,
    private readonly onPostgres: boolean,
  ) {
    this.#queue = this.#heard(queue);
  }

  /** @throws CannotStart */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.onPostgres) return;
    const { name, opts } = this.#queue;
    this.#queue = await started(this.#queue, () => this.#heard(new Queue<RowJob>(name, opts)));
  }

  get name(): string {
    return this.#queue.name;
  }

  /** Waits as long as it takes. */
  async depths(): Promise<{ waiting: number; active: number }> {
    const {
      waiting = 0,
      prioritized = 0,
      active = 0,
    } = await this.#queue.getJobCounts('waiting', 'prioritized', 'active');
    return { waiting: waiting + prioritized, active };
  }

  /** Returns at once. Rows from one turn of the event loop are added together. */
  ring(row: QueuedRow): void {
    if (this.#rung.push(row) === 1) queueMicrotask(() => void this.add(this.#rung.splice(0)));
  }

  /** Resolves when the rows are in the queue, or after a second without success. */
  async add(rows: readonly QueuedRow[]): Promise<void> {
    if (this.#stuck) return;
    const adding = this.#queue.addBulk(rows.map(jobOf));
    try {
      await within(PATIENCE_MS, adding);
    } catch (error) {
      this.#warning.warn(`left for a later sweep: ${(error as Error).message}`);
      this.#stuck = adding;
      const answered = () => (this.#stuck = undefined);
      adding.then(answered, answered);
    }
  }

  /** Closes at once: an orderly close would wait for a Redis that is unreachable. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#queue.getBackend().close(true);
  }

  #heard(queue: Queue<RowJob>): Queue<RowJob> {
    return queue.on('error', (error) => this.#warning.warn(error.message));
  }
}

/** One job for each attempt: adding the same one again has no effect. */
const jobOf = ({ id, attempts }: QueuedRow) => ({ name: 'send', data: { id }, opts: { jobId: `${id}-${attempts}` } });
