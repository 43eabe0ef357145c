import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import type { WebhookEvent } from './webhook-events.js';

/** An address that is told of chosen events (NO-9). */
@Entity({ schema: 'notifications', name: 'webhooks' })
export class Webhook extends Aggregate<Webhook> {
  static override readonly secretFields = ['sealedSecret'];

  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly url!: string;
  @Column('text', { array: true }) readonly events!: WebhookEvent[];
  @Column('text', { name: 'sealed_secret' }) readonly sealedSecret!: string;
  @Column('uuid', { name: 'created_by' }) readonly createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static register(url: string, events: readonly WebhookEvent[], sealedSecret: string, by: string): Webhook {
    const webhook = new Webhook();
    const chosen = [...new Set(events)].sort();
    webhook.change({ id: newId(), url, events: chosen, sealedSecret, createdBy: by, createdAt: new Date() });
    return webhook;
  }
}
