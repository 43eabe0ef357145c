import { Injectable } from '@nestjs/common';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { MailQueue } from './mail-queue.js';
import { MailStore } from './mail-store.js';

const EVERY_MS = 1_000;
const SOME_DUE = `EXISTS (SELECT FROM notifications.mails WHERE state = 'queued' AND due_at <= now())`;
const BATCH = 200;

/**
 * Queues every mail that is due: after a pause, or because its job was lost with Redis or with a worker. Mails that are
 * queued already are not added again.
 */
@Injectable()
export class MailSweeper {
  constructor(
    private readonly store: MailStore,
    private readonly queue: MailQueue,
    sweeps: Sweeps,
  ) {
    sweeps.add('MailSweeper', EVERY_MS, () => this.run(), SOME_DUE);
  }

  async run(): Promise<void> {
    const due = await this.store.due(BATCH);
    if (due.length > 0) await this.queue.add(due);
  }
}
