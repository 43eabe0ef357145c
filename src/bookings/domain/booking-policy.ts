import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import type { PolicyLimits } from './policy-limits.js';

/** A hard limit on bookings of the vehicles that carry it (BK-5). Bookings that are there already are left alone. */
@Entity({ schema: 'bookings', name: 'policies' })
export class BookingPolicy extends Aggregate<BookingPolicy> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly name!: string;
  @Column('jsonb') readonly limits!: PolicyLimits;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static make(name: string, limits: PolicyLimits): BookingPolicy {
    const policy = new BookingPolicy();
    policy.change({ id: newId(), name, limits: withoutNone(limits), version: 1, createdAt: new Date() });
    return policy;
  }

  /** What is left out stays; a limit of null is taken away. */
  amend(name: string | undefined, limits: { [Limit in keyof PolicyLimits]?: PolicyLimits[Limit] | null }): void {
    this.change({ name: name ?? this.name, limits: withoutNone({ ...this.limits, ...limits }) });
  }
}

function withoutNone(limits: object): PolicyLimits {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit != null));
}
