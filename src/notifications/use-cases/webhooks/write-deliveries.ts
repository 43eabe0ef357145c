import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../../platform/domain/domain-event.js';
import { newId } from '../../../platform/domain/ids.js';
import type { Tx } from '../../../platform/work/tx.js';
import { webhookBody } from '../../domain/webhook-events.js';
import { WebhookQueue } from '../../webhooks/webhook-queue.js';

const WANTING = `SELECT id FROM notifications.webhooks WHERE state = 'active' AND $1 = ANY (events)`;
const INSERT = `
  INSERT INTO notifications.webhook_deliveries (id, webhook_id, event_id, event_type, body)
  SELECT d.id, d.webhook_id, $2, $3, $4 FROM jsonb_to_recordset($1::jsonb) AS d(id uuid, webhook_id uuid)
   WHERE EXISTS (SELECT 1 FROM notifications.webhooks w WHERE w.id = d.webhook_id FOR KEY SHARE)
  ON CONFLICT ON CONSTRAINT webhook_deliveries_once DO NOTHING
  RETURNING id`;

/** Writes the deliveries of an event, in the transaction that marks it as handled, as mails are written (ADR 4). */
@Injectable()
export class WriteDeliveries {
  constructor(private readonly queue: WebhookQueue) {}

  async run(tx: Tx, event: DomainEvent): Promise<void> {
    const wanting = await tx.query<{ id: string }>(WANTING, [event.type]);
    if (wanting.length === 0) return;
    const rows = wanting.map(({ id }) => ({ id: newId(), webhook_id: id }));
    const values = [JSON.stringify(rows), event.id, event.type, webhookBody(event)];
    const written = await tx.query<{ id: string }>(INSERT, values);
    tx.afterCommit(() => written.forEach(({ id }) => this.queue.ring({ id, attempts: 0 })));
  }
}
