import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Webhook } from '../../domain/webhook.js';
import { type DeliveryView, WebhookQueries } from './webhooks.queries.js';

/** Leaves a delivery alone that is being attempted right now. */
const AGAIN = `
  UPDATE notifications.webhook_deliveries SET state = 'pending', tries = 0, due_at = greatest(now(), held_until)
   WHERE id = $1 AND webhook_id = $2`;

/** Delivers an event again, whether it was delivered or given up: with the same id, so that the receiver recognises it. */
@Injectable()
export class Redeliver {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: WebhookQueries,
  ) {}

  /** @throws NotFound */
  async run(actor: Actor, webhookId: string, deliveryId: string): Promise<DeliveryView> {
    return this.work.run(actor, async (tx) => {
      const webhook = await tx.load(Webhook, webhookId);
      actor.ensure('change', 'Webhook', webhook);
      await tx.query(AGAIN, [deliveryId, webhookId]);
      const delivery = await this.queries.delivery(webhookId, deliveryId);
      if (!delivery) throw new NotFound();
      return delivery;
    });
  }
}
