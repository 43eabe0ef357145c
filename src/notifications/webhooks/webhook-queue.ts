import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Config } from '../../platform/config/config.js';
import { Bell, type RowJob } from '../../platform/queue/bell.js';

export const WEBHOOK_QUEUE = 'webhook';

/** The queue for webhook deliveries, separate from mail, so that a slow receiver does not hold up any mail. */
@Injectable()
export class WebhookQueue extends Bell {
  constructor(@InjectQueue(WEBHOOK_QUEUE) queue: Queue<RowJob>, config: Config) {
    super(queue, config.values.REDIS_URL === undefined);
  }
}
