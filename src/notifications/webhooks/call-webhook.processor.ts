import { Processor } from '@nestjs/bullmq';
import { Config } from '../../platform/config/config.js';
import { Readiness } from '../../platform/health/readiness.js';
import { RowProcessor, rowWorker } from '../../platform/queue/row-processor.js';
import { CallWebhook } from '../use-cases/webhooks/call-webhook.js';
import { HookClient } from './hook-client.js';
import { WEBHOOK_QUEUE } from './webhook-queue.js';

const CALLS_AT_ONCE = 20;

/** Takes deliveries off the queue. */
@Processor(WEBHOOK_QUEUE, rowWorker(CALLS_AT_ONCE))
export class CallWebhookProcessor extends RowProcessor {
  constructor(
    private readonly callWebhook: CallWebhook,
    private readonly client: HookClient,
    config: Config,
    readiness: Readiness,
  ) {
    super(config.values.REDIS_URL === undefined, readiness);
  }

  protected attempt(id: string): Promise<void> {
    return this.callWebhook.run(id);
  }

  protected breakOff(): void {
    this.client.breakOff();
  }
}
