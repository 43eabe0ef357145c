import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { ApproverAsked } from '../events.js';
import type { ApprovalRequest } from './approval-request.js';
import { DecisionLinkSpent } from './errors.js';

/** Why an approver gets an email. */
export type Occasion = 'wanted' | 'reminder';

/** The secret of a link: its hash is stored, and the event for the email carries it sealed. */
interface LinkToken {
  readonly hash: Buffer;
  readonly sealed: string;
}

/** AP-10: a link that was mailed to one approver about one step of one request. It decides once, and needs no sign-in. */
@Entity({ schema: 'approvals', name: 'decision_links' })
export class DecisionLink extends Aggregate<DecisionLink> {
  static override readonly secretFields = ['tokenHash'];

  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'request_id' }) readonly requestId!: string;
  @Column('int') readonly step!: number;
  @Column('uuid', { name: 'user_id' }) readonly userId!: string;
  @Column('bytea', { name: 'token_hash' }) readonly tokenHash!: Buffer;
  @Column('timestamptz', { name: 'expires_at' }) readonly expiresAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) readonly usedAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static issue(
    request: Pick<ApprovalRequest, 'id' | 'bookingId' | 'step'> & { closesAt: Date },
    userId: string,
    { hash, sealed }: LinkToken,
    occasion: Occasion,
  ): DecisionLink {
    const link = new DecisionLink();
    const { id: requestId, bookingId, step, closesAt } = request;
    const common = { id: newId(), usedAt: null, createdAt: new Date() };
    link.change({ ...common, requestId, step, userId, tokenHash: hash, expiresAt: closesAt });
    link.raise(new ApproverAsked({ requestId, bookingId, step, userId, sealedToken: sealed, occasion }));
    return link;
  }

  /** @throws DecisionLinkSpent */
  use(now: Date): void {
    if (this.usedAt || this.expiresAt <= now) throw new DecisionLinkSpent();
    this.change({ usedAt: now });
  }
}
