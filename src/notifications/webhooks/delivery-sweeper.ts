import { Injectable } from '@nestjs/common';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { DeliveryStore } from './delivery-store.js';
import { WebhookQueue } from './webhook-queue.js';

const EVERY_MS = 1_000;
const SOME_DUE = `EXISTS (SELECT FROM notifications.webhook_deliveries WHERE state = 'pending' AND due_at <= now())`;
const BATCH = 200;
const PRUNE_EVERY_MS = 3_600_000;

/** Queues every delivery that is due: those whose pause is over, and those whose job was lost. */
@Injectable()
export class DeliverySweeper {
  constructor(
    private readonly store: DeliveryStore,
    private readonly queue: WebhookQueue,
    sweeps: Sweeps,
  ) {
    sweeps.add('Webhooks', EVERY_MS, () => this.run(), SOME_DUE);
    sweeps.add('Old webhook deliveries', PRUNE_EVERY_MS, () => store.prune());
  }

  async run(): Promise<void> {
    const due = await this.store.due(BATCH);
    if (due.length > 0) await this.queue.add(due);
  }
}
