import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Sweep } from '../../platform/schedule/sweep.js';
import { MailQueue } from './mail-queue.js';
import { MailStore } from './mail-store.js';

const EVERY_MS = 1_000;
const BATCH = 200;

/**
 * Queues every mail that is due: those whose pause is over, and those whose job was lost with a Redis or a worker. What
 * is in the queue already is not added again.
 */
@Injectable()
export class MailSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #sweep = new Sweep('MailSweeper', EVERY_MS, () => this.run());

  constructor(
    private readonly store: MailStore,
    private readonly queue: MailQueue,
  ) {}

  onApplicationBootstrap(): void {
    this.#sweep.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#sweep.stop();
  }

  async run(): Promise<void> {
    const due = await this.store.due(BATCH);
    if (due.length > 0) await this.queue.add(due);
  }
}
