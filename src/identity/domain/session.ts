import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { SessionEnded } from '../events.js';

/** The longest life of a session, in hours, if the person did not ask to be remembered. */
const UNREMEMBERED_HOURS = 12;

/** The longest that a session lives, even if it is in use. */
export const lifetimeHours = (remembered: boolean, rememberDays: number): number =>
  remembered ? rememberDays * 24 : UNREMEMBERED_HOURS;

/**
 * A signed-in browser (ID-14). If remembered, the session ends after some days; otherwise when it has been idle for some
 * minutes, and after 12 hours in any case.
 */
@Entity({ schema: 'identity', name: 'sessions' })
export class Session extends Aggregate<Session> {
  static override readonly secretFields = ['tokenHash'];

  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('bytea', { name: 'token_hash' })
  readonly tokenHash!: Buffer;

  @Column('uuid', { name: 'user_id' })
  readonly userId!: string;

  @Column('boolean')
  readonly remembered!: boolean;

  @Column('text', { nullable: true })
  readonly address!: string | null;

  @Column('text', { nullable: true })
  readonly device!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  readonly lastSeenAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  readonly expiresAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  readonly endedAt!: Date | null;

  /** When the person last confirmed who they are (ID-13). */
  @Column('timestamptz', { name: 'stepped_up_at', nullable: true })
  readonly steppedUpAt!: Date | null;

  @Column('uuid', { name: 'passkey_id', nullable: true })
  readonly passkeyId!: string | null;

  /** ID-14: after a step-up the session continues with a new token; the old one is no longer valid. */
  stepUp(tokenHash: Buffer, now: Date): void {
    this.change({ tokenHash, steppedUpAt: now, lastSeenAt: now });
  }

  end(now: Date): void {
    if (this.endedAt) return;
    this.change({ endedAt: now });
    this.raise(new SessionEnded({ userId: this.userId, sessionId: this.id }));
  }
}
