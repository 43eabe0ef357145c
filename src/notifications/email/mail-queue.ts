import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Config } from '../../platform/config/config.js';
import { Bell, type RowJob } from '../../platform/queue/bell.js';

export const MAIL_QUEUE = 'mail';

/** Wakes the worker for mails. */
@Injectable()
export class MailQueue extends Bell {
  constructor(@InjectQueue(MAIL_QUEUE) queue: Queue<RowJob>, config: Config) {
    super(queue, config.values.REDIS_URL === undefined);
  }
}
