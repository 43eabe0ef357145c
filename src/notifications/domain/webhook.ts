import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import type { WebhookEvent } from './webhook-events.js';

export const webhookStates = ['active', 'disabled'] as const;

/** The fields of a webhook that an Organisation Admin can set. */
export interface WebhookDetails {
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly state: (typeof webhookStates)[number];
}

/** A URL that gets chosen events (NO-9). */
@Entity({ schema: 'notifications', name: 'webhooks' })
export class Webhook extends Aggregate<Webhook> {
  static override readonly secretFields = ['sealedSecret'];

  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly url!: string;
  @Column('text', { array: true }) readonly events!: WebhookEvent[];
  @Column('text', { name: 'sealed_secret' }) readonly sealedSecret!: string;
  @Column('uuid', { name: 'created_by' }) readonly createdBy!: string;
  /** A disabled webhook gets no events. */
  @Column('text') readonly state!: WebhookDetails['state'];
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static register(url: string, events: readonly WebhookEvent[], sealedSecret: string, by: string): Webhook {
    const webhook = new Webhook();
    const made = { id: newId(), state: 'active', version: 1, createdBy: by, createdAt: new Date() } as const;
    webhook.change({ ...made, url, events: inOrder(events), sealedSecret });
    return webhook;
  }

  amend({ url = this.url, events = this.events, state = this.state }: Partial<WebhookDetails>): void {
    this.change({ url, events: inOrder(events), state });
  }
}

/** Removes duplicates and sorts: the order of the choice has no meaning. */
const inOrder = (events: readonly WebhookEvent[]): WebhookEvent[] => [...new Set(events)].sort();
