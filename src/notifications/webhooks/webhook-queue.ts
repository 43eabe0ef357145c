import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Bell, type RowJob } from '../../platform/queue/bell.js';

export const WEBHOOK_QUEUE = 'webhook';

/** Rings for deliveries to webhooks: a queue of their own, so that no receiver holds up a mail. */
@Injectable()
export class WebhookQueue extends Bell {
  constructor(@InjectQueue(WEBHOOK_QUEUE) queue: Queue<RowJob>) {
    super(queue);
  }
}
