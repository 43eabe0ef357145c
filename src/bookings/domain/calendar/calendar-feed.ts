import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../platform/domain/aggregate.js';
import { newId } from '../../../platform/domain/ids.js';

/**
 * A person's own bookings as a calendar under a secret address (BK-15). Each person has at most one; a new secret replaces
 * the old one.
 */
@Entity({ schema: 'bookings', name: 'calendar_feeds' })
export class CalendarFeed extends Aggregate<CalendarFeed> {
  static override readonly secretFields = ['secretHash'];

  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'user_id' }) readonly userId!: string;
  /** null after the feed was revoked. */
  @Column('bytea', { name: 'secret_hash', nullable: true }) readonly secretHash!: Buffer | null;
  @Column('timestamptz', { name: 'renewed_at' }) readonly renewedAt!: Date;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static of(userId: string, now: Date): CalendarFeed {
    const feed = new CalendarFeed();
    feed.change({ id: newId(), userId, secretHash: null, renewedAt: now, version: 1, createdAt: now });
    return feed;
  }

  renew(secretHash: Buffer, now: Date): void {
    this.change({ secretHash, renewedAt: now });
  }

  revoke(): void {
    this.change({ secretHash: null });
  }
}
