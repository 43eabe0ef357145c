import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { WebhookEvent } from '../../domain/webhook-events.js';
import type { WebhookDetails } from '../../domain/webhook.js';
import type { DeliveryState } from '../../domain/webhook-delivery.js';

export interface WebhookView {
  id: string;
  url: string;
  events: WebhookEvent[];
  state: WebhookDetails['state'];
  version: number;
  createdBy: string;
  createdAt: Date;
}

/** A delivery in the log: the last attempt, and how many there were. */
export interface DeliveryView {
  id: string;
  eventId: string;
  eventType: string;
  state: DeliveryState;
  attempts: number;
  status: number | null;
  durationMs: number | null;
  error: string | null;
  createdAt: Date;
  attemptedAt: Date | null;
}

const WEBHOOK = `
  SELECT id, url, events, state, version, created_by AS "createdBy", created_at AS "createdAt" FROM notifications.webhooks`;
const DELIVERY = `
  SELECT id, event_id AS "eventId", event_type AS "eventType", state, attempts, status, duration_ms AS "durationMs",
         error, created_at AS "createdAt", attempted_at AS "attemptedAt"
    FROM notifications.webhook_deliveries`;
const CURSOR = z.tuple([z.uuid()]);

@Injectable()
export class WebhookQueries {
  constructor(private readonly database: Database) {}

  /** The webhooks of the organisation, newest first. */
  async list(actor: Actor, { limit, cursor }: PageRequest): Promise<Page<WebhookView>> {
    const filter = actor.filter('read', 'Webhook', {}, 3);
    const before = readCursor(cursor, CURSOR);
    const rows = await this.database.query<WebhookView>(
      `${WEBHOOK} WHERE ($1::uuid IS NULL OR id < $1) AND ${filter.sql} ORDER BY id DESC LIMIT $2`,
      [before?.[0] ?? null, limit + 1, ...filter.values],
    );
    return pageFrom(rows, limit, ({ id }) => [id]);
  }

  /** @throws NotFound */
  async one(actor: Actor, id: string): Promise<WebhookView> {
    const webhook = await this.database.one<WebhookView>(`${WEBHOOK} WHERE id = $1`, [id]);
    if (!webhook) throw new NotFound();
    actor.ensure('read', 'Webhook', webhook);
    return webhook;
  }

  /** @throws NotFound */
  async deliveries(
    actor: Actor,
    webhookId: string,
    { limit, cursor, state }: PageRequest & { state?: readonly DeliveryState[] | undefined },
  ): Promise<Page<DeliveryView>> {
    await this.one(actor, webhookId);
    const before = readCursor(cursor, CURSOR);
    const rows = await this.database.query<DeliveryView>(
      `${DELIVERY} WHERE webhook_id = $1 AND ($2::uuid IS NULL OR id < $2) AND ($3::text[] IS NULL OR state = ANY($3))
        ORDER BY id DESC LIMIT $4`,
      [webhookId, before?.[0] ?? null, state ?? null, limit + 1],
    );
    return pageFrom(rows, limit, ({ id }) => [id]);
  }

  delivery(webhookId: string, id: string): Promise<DeliveryView | undefined> {
    return this.database.one<DeliveryView>(`${DELIVERY} WHERE webhook_id = $1 AND id = $2`, [webhookId, id]);
  }
}
