import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { type Period, periodColumn } from '../../platform/domain/period.js';
import { DelegationEnded, QueueDelegated } from '../events.js';

/**
 * AP-11: one approver's queue, handed to another for a period. The delegate may decide whatever the delegator may decide at
 * that moment, except what the delegator holds as somebody's delegate.
 */
@Entity({ schema: 'approvals', name: 'delegations' })
export class Delegation extends Aggregate<Delegation> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'delegator_id' }) readonly delegatorId!: string;
  @Column('uuid', { name: 'delegate_id' }) readonly delegateId!: string;
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) readonly endedAt!: Date | null;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static give(delegatorId: string, delegateId: string, period: Period): Delegation {
    const delegation = new Delegation();
    const common = { id: newId(), endedAt: null, version: 1, createdAt: new Date() };
    delegation.change({ ...common, delegatorId, delegateId, period });
    const [start, end] = [period.start.toISOString(), period.end.toISOString()];
    delegation.raise(new QueueDelegated({ delegatorId, delegateId, start, end }));
    return delegation;
  }

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  /** @throws IllegalTransition where it is over */
  revoke(now: Date): void {
    if (this.endedAt || this.end <= now) throw new IllegalTransition('The delegation has ended.');
    this.change({ endedAt: now });
    this.raise(new DelegationEnded({ delegatorId: this.delegatorId, delegateId: this.delegateId }));
  }
}
