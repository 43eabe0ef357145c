import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Webhook } from '../../domain/webhook.js';

/** Removes a webhook with its waiting deliveries and its log. */
@Injectable()
export class RemoveWebhook {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws NotFound */
  async run(actor: Actor, id: string): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const webhook = await tx.load(Webhook, id);
      actor.ensure('delete', 'Webhook', webhook);
      await tx.query('DELETE FROM notifications.webhooks WHERE id = $1', [id]);
      tx.audit.push({ subjectType: 'Webhook', subjectId: id, action: 'deleted', changes: [] });
    });
  }
}
