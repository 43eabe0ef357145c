import { Injectable } from '@nestjs/common';
import { Sealer } from '../../../platform/crypto/sealer.js';
import { type AttemptResult, type ClaimedDelivery, isTaken, pauseBeforeRetry } from '../../domain/webhook-delivery.js';
import { DeliveryStore } from '../../webhooks/delivery-store.js';
import { HookClient } from '../../webhooks/hook-client.js';
import { WEBHOOK_SECRET } from './register-webhook.js';

/** One attempt at one delivery (NO-9). Running it twice does no harm: only one of them claims the row. */
@Injectable()
export class CallWebhook {
  constructor(
    private readonly store: DeliveryStore,
    private readonly client: HookClient,
    private readonly sealer: Sealer,
  ) {}

  async run(id: string): Promise<void> {
    const delivery = await this.store.claim(id);
    if (!delivery) return;
    const outcome = await this.#call(delivery);
    const pause = isTaken(outcome) ? 0 : pauseBeforeRetry(delivery.tries, outcome);
    await this.store.settle(delivery, outcome, pause);
  }

  async #call({ url, eventId, body, sealedSecret }: ClaimedDelivery): Promise<AttemptResult> {
    let secret: string;
    try {
      secret = this.sealer.open(sealedSecret, WEBHOOK_SECRET);
    } catch (error) {
      return { status: null, durationMs: 0, error: (error as Error).message };
    }
    return this.client.call({ url, eventId, body, secret });
  }
}
