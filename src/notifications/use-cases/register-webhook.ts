import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Config } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { InvalidInput } from '../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Webhook } from '../domain/webhook.js';
import type { WebhookEvent } from '../domain/webhook-events.js';
import { hostOf, isPublic } from '../webhooks/addresses.js';

/** What its secret is sealed for. */
export const WEBHOOK_SECRET = 'webhook-secret';

@Injectable()
export class RegisterWebhook {
  readonly #anywhere: boolean;

  constructor(
    private readonly work: UnitOfWork,
    private readonly sealer: Sealer,
    config: Config,
  ) {
    this.#anywhere = config.values.WEBHOOK_TARGETS === 'any';
  }

  /**
   * The one time that the secret is told.
   *
   * @throws InvalidInput for an address inside, unless the setting allows it. A name is looked at when it is called.
   */
  async run(actor: Actor, url: string, events: readonly WebhookEvent[]): Promise<Webhook & { secret: string }> {
    this.#ensureOutside(new URL(url));
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    return this.work.run(actor, async (tx) => {
      const webhook = Webhook.register(url, events, this.sealer.seal(secret, WEBHOOK_SECRET), actor.userId);
      actor.ensure('create', 'Webhook', webhook);
      await tx.save(webhook);
      return Object.assign(webhook, { secret });
    });
  }

  #ensureOutside(url: URL): void {
    if (this.#anywhere) return;
    const host = hostOf(url);
    const local = host === 'localhost' || host.endsWith('.localhost');
    if (!local && (!isIP(host) || isPublic(host))) return;
    throw new InvalidInput([{ field: 'url', code: 'not_public', message: 'must lead to a public address' }]);
  }
}
