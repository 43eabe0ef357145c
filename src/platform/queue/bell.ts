import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Queue } from 'bullmq';
import { started } from './started.js';
import { ThrottledWarning } from './throttled-warning.js';
import { within } from '../within.js';

/** A row whose turn has come; `attempts` is how many it has had. */
export interface QueuedRow {
  id: string;
  attempts: number;
}
export interface RowJob {
  id: string;
}

const PATIENCE_MS = 1_000;

/**
 * Rings for a row in a queue. A lost ring loses nothing: the row waits, and a sweeper rings again. So nothing here waits
 * longer than a second, whatever Redis does.
 */
export abstract class Bell implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #warning = new ThrottledWarning(this.constructor.name);
  #queue: Queue<RowJob>;
  /** What the queue has not answered in its time. Until it does, nothing more is piled up behind it. */
  #stuck: Promise<unknown> | undefined;
  readonly #rung: QueuedRow[] = [];

  /** @param onPostgres whether the queue is in PostgreSQL; one on Redis waits for its Redis by itself, as long as it takes */
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

  /** Returns at once. What is rung for in one turn of the event loop goes to the queue together. */
  ring(row: QueuedRow): void {
    if (this.#rung.push(row) === 1) queueMicrotask(() => void this.add(this.#rung.splice(0)));
  }

  /** Resolves when the rows are in the queue, or when it is clear that they will not be in a second. */
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

  /** At once and not in order: an orderly goodbye waits for a Redis that is away. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#queue.getBackend().close(true);
  }

  #heard(queue: Queue<RowJob>): Queue<RowJob> {
    return queue.on('error', (error) => this.#warning.warn(error.message));
  }
}

/** One job for each attempt at a row: adding it a second time has no effect. */
const jobOf = ({ id, attempts }: QueuedRow) => ({ name: 'send', data: { id }, opts: { jobId: `${id}-${attempts}` } });
