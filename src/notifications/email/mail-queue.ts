import { InjectQueue } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ThrottledWarning } from '../../platform/queue/throttled-warning.js';
import { within } from '../../platform/queue/within.js';

export const MAIL_QUEUE = 'mail';
export interface MailJob {
  mailId: string;
}
/** A mail whose turn has come; `attempts` is how many it has had. */
export interface QueuedMail {
  id: string;
  attempts: number;
}

const PATIENCE_MS = 1_000;

/**
 * Rings for a mail in the queue. A lost ring loses nothing: the row waits, and the sweeper rings again. So nothing here
 * waits longer than a second, whatever Redis does.
 */
@Injectable()
export class MailQueue implements BeforeApplicationShutdown {
  readonly #warning = new ThrottledWarning('MailQueue');
  /** What the queue has not answered in its time. Until it does, nothing more is piled up behind it. */
  #stuck: Promise<unknown> | undefined;

  constructor(@InjectQueue(MAIL_QUEUE) private readonly queue: Queue<MailJob>) {
    queue.on('error', (error) => this.#warning.warn(error.message));
  }

  /** Returns at once. */
  ring(mail: QueuedMail): void {
    void this.add([mail]);
  }

  /** Resolves when the mails are in the queue, or when it is clear that they will not be in a second. */
  async add(mails: readonly QueuedMail[]): Promise<void> {
    if (this.#stuck) return;
    const adding = this.queue.addBulk(mails.map(jobOf));
    try {
      await within(PATIENCE_MS, adding);
    } catch (error) {
      this.#warning.warn(`mail waits for a later sweep: ${(error as Error).message}`);
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

/** One job for each attempt of a mail: whoever adds it a second time adds nothing. */
const jobOf = ({ id, attempts }: QueuedMail) => ({
  name: 'send',
  data: { mailId: id },
  opts: { jobId: `${id}-${attempts}` },
});
