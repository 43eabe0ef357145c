import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ThrottledWarning } from './throttled-warning.js';
import { within } from './within.js';

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
export abstract class Bell implements BeforeApplicationShutdown {
  readonly #warning = new ThrottledWarning(this.constructor.name);
  /** What the queue has not answered in its time. Until it does, nothing more is piled up behind it. */
  #stuck: Promise<unknown> | undefined;

  constructor(private readonly queue: Queue<RowJob>) {
    queue.on('error', (error) => this.#warning.warn(error.message));
  }

  /** Returns at once. */
  ring(row: QueuedRow): void {
    void this.add([row]);
  }

  /** Resolves when the rows are in the queue, or when it is clear that they will not be in a second. */
  async add(rows: readonly QueuedRow[]): Promise<void> {
    if (this.#stuck) return;
    const adding = this.queue.addBulk(rows.map(jobOf));
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
    await this.queue.getBackend().close(true);
  }
}

/** One job for each attempt at a row: whoever adds it a second time adds nothing. */
const jobOf = ({ id, attempts }: QueuedRow) => ({ name: 'send', data: { id }, opts: { jobId: `${id}-${attempts}` } });
