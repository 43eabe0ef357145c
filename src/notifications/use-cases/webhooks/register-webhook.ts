import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { Sealer } from '../../../platform/crypto/sealer.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Webhook } from '../../domain/webhook.js';
import type { WebhookEvent } from '../../domain/webhook-events.js';
import { EnsureTarget } from './ensure-target.js';

/** The purpose for which its secret is sealed. */
export const WEBHOOK_SECRET = 'webhook-secret';

@Injectable()
export class RegisterWebhook {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sealer: Sealer,
    private readonly ensureTarget: EnsureTarget,
  ) {}

  /** The only time that the secret is returned. @throws InvalidInput */
  async run(actor: Actor, url: string, events: readonly WebhookEvent[]): Promise<Webhook & { secret: string }> {
    this.ensureTarget.run(url);
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    return this.work.run(actor, async (tx) => {
      const webhook = Webhook.register(url, events, this.sealer.seal(secret, WEBHOOK_SECRET), actor.userId);
      actor.ensure('create', 'Webhook', webhook);
      await tx.save(webhook);
      return Object.assign(webhook, { secret });
    });
  }
}
