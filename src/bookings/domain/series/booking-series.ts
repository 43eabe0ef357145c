import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../platform/domain/aggregate.js';
import { newId } from '../../../platform/domain/ids.js';
import { type Period, periodColumn } from '../../../platform/domain/period.js';

type Beginning = Pick<
  BookingSeries,
  'vehicleId' | 'branchId' | 'bookerId' | 'originatorId' | 'period' | 'rrule' | 'timeZone'
>;

/** What holds bookings together that were made by one rule (BK-9). What they are about stands in each of them. */
@Entity({ schema: 'bookings', name: 'series' })
export class BookingSeries extends Aggregate<BookingSeries> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'vehicle_id' }) readonly vehicleId!: string;
  @Column('uuid', { name: 'branch_id' }) readonly branchId!: string;
  @Column('uuid', { name: 'booker_id' }) readonly bookerId!: string;
  @Column('uuid', { name: 'originator_id' }) readonly originatorId!: string;
  /** Of the first booking, as it was wished. */
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  @Column('text') readonly rrule!: string;
  /** Whose clocks the rule is about. */
  @Column('text', { name: 'time_zone' }) readonly timeZone!: string;
  @Column('timestamptz', { name: 'changed_at' }) readonly changedAt!: Date;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static begin(beginning: Beginning, now: Date): BookingSeries {
    const series = new BookingSeries();
    series.change({ id: newId(), ...beginning, changedAt: now, version: 1, createdAt: now });
    return series;
  }

  /** Several of its bookings were changed or cancelled at once: a client with the version of before has another series. */
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
