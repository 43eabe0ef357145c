import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../platform/domain/aggregate.js';
import { newId } from '../../../platform/domain/ids.js';
import { type Period, periodColumn } from '../../../platform/domain/period.js';

type Beginning = Pick<
  BookingSeries,
  'vehicleId' | 'branchId' | 'bookerId' | 'originatorId' | 'period' | 'rrule' | 'timeZone'
>;

/** The bookings that were made by one rule (BK-9). The details are in the bookings themselves. */
@Entity({ schema: 'bookings', name: 'series' })
export class BookingSeries extends Aggregate<BookingSeries> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'vehicle_id' }) readonly vehicleId!: string;
  @Column('uuid', { name: 'branch_id' }) readonly branchId!: string;
  @Column('uuid', { name: 'booker_id' }) readonly bookerId!: string;
  @Column('uuid', { name: 'originator_id' }) readonly originatorId!: string;
  /** The first booking as it was requested. */
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  @Column('text') readonly rrule!: string;
  /** The time zone of the rule. */
  @Column('text', { name: 'time_zone' }) readonly timeZone!: string;
  @Column('timestamptz', { name: 'changed_at' }) readonly changedAt!: Date;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static begin(beginning: Beginning, now: Date): BookingSeries {
    const series = new BookingSeries();
    series.change({ id: newId(), ...beginning, changedAt: now, version: 1, createdAt: now });
    return series;
  }

  /**
   * Several bookings of the series were changed or cancelled at once: a client that has the previous version must read again.
   */
  revise(now: Date): void {
    this.change({ changedAt: now });
  }

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }
}
