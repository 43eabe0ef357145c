import { Injectable } from '@nestjs/common';
import { type Actor, ensureSteppedUp } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Webhook, type WebhookDetails } from '../../domain/webhook.js';
import { EnsureTarget } from './ensure-target.js';

/** Changes a webhook's URL, its events, or whether it is active. Its secret stays the same. */
@Injectable()
export class AmendWebhook {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ensureTarget: EnsureTarget,
  ) {}

  /** @throws NotFound, InvalidInput; StepUpRequired if its URL changes, as for a new webhook */
  run(actor: Actor, id: string, change: Partial<WebhookDetails>): Promise<Webhook> {
    return this.work.run(actor, async (tx) => {
      const webhook = await tx.load(Webhook, id);
      actor.ensure('change', 'Webhook', webhook);
      if (change.url !== undefined && change.url !== webhook.url) {
        this.ensureTarget.run(change.url);
        ensureSteppedUp();
      }
      webhook.amend(change);
      return tx.save(webhook);
    });
  }
}
