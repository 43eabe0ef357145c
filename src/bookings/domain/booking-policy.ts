import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { BookingPolicyDeleted } from '../events.js';
import type { PolicyLimits } from './policy-limits.js';

/** Changes of limits: null removes a limit. */
export type LimitsChange = { [Limit in keyof PolicyLimits]?: PolicyLimits[Limit] | null | undefined };

/** A hard limit on bookings of the vehicles that use it (BK-5). It does not affect bookings that exist already. */
@Entity({ schema: 'bookings', name: 'policies' })
export class BookingPolicy extends Aggregate<BookingPolicy> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly name!: string;
  @Column('jsonb') readonly limits!: PolicyLimits;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static make(name: string, limits: LimitsChange): BookingPolicy {
    const policy = new BookingPolicy();
    policy.change({ id: newId(), name, limits: withoutNone(limits), version: 1, createdAt: new Date() });
    return policy;
  }

  /** A field that is left out stays as it is; a limit of null is removed. */
  amend(name: string | undefined, limits: LimitsChange): void {
    const given = Object.entries(limits).filter(([, limit]) => limit !== undefined);
    this.change({ name: name ?? this.name, limits: withoutNone({ ...this.limits, ...Object.fromEntries(given) }) });
  }

  /** The history records the deletion; the row is removed. */
  delete(): void {
    this.raise(new BookingPolicyDeleted({ policyId: this.id, name: this.name }));
  }
}

function withoutNone(limits: object): PolicyLimits {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit != null));
}
