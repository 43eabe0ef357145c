import { Column, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { type Period, periodColumn } from '../../platform/domain/period.js';
import type { RequestState } from './request-states.js';
import type { RequestStep } from './request-steps.js';

/** What is stored of a request; what may become of it is said in `approval-request.ts`. */
export abstract class RequestRecord extends Aggregate<RequestRecord> {
  @PrimaryColumn('uuid') readonly id!: string;
  /** The series whose bookings it is about; null for a single booking, also for one of a series. */
  @Column('uuid', { name: 'series_id', nullable: true }) readonly seriesId!: string | null;
  /** The booking; of a series the next that waits, or was the last to. So with its time. */
  @Column('uuid', { name: 'booking_id' }) readonly bookingId!: string;
  @Column('uuid', { name: 'flow_id' }) readonly flowId!: string;
  @Column('uuid', { name: 'vehicle_id' }) readonly vehicleId!: string;
  @Column('uuid', { name: 'branch_id' }) readonly branchId!: string;
  @Column('uuid', { name: 'booker_id' }) readonly bookerId!: string;
  @Column('uuid', { name: 'originator_id' }) readonly originatorId!: string;
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  @Column('text') readonly state!: RequestState;
  @Column('text', { array: true }) readonly reasons!: string[];
  @Column('boolean', { name: 'require_second_person' }) readonly requireSecondPerson!: boolean;
  @Column('jsonb') readonly steps!: RequestStep[];
  /** Which of the steps waits, or was the last to. */
  @Column('int') readonly step!: number;
  /** The role of that step, if it has one: for the queues. */
  @Column('uuid', { name: 'step_role_id', nullable: true }) readonly stepRoleId!: string | null;
  /** Who has no say in it: the booker, and whoever has decided an earlier step. */
  @Column('uuid', { array: true }) readonly excluded!: string[];
  @Column('uuid', { name: 'decided_by', nullable: true }) readonly decidedBy!: string | null;
  @Column('uuid', { name: 'decided_for', nullable: true }) readonly decidedFor!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) readonly decidedAt!: Date | null;
  @Column('text', { nullable: true }) readonly note!: string | null;
  @Column('timestamptz', { name: 'lapses_at' }) readonly lapsesAt!: Date;
  @Column('timestamptz', { name: 'escalates_at', nullable: true }) readonly escalatesAt!: Date | null;
  /** When approvers are reminded, next first. */
  @Column('timestamptz', { name: 'reminders_at', array: true }) readonly remindersAt!: Date[];
  /** Since when nobody is left who could decide, as the admins were told (AP-9). */
  @Column('timestamptz', { name: 'stranded_at', nullable: true }) readonly strandedAt!: Date | null;
  @Column('int', { name: 'occurrence_count' }) readonly occurrenceCount!: number;
  /** How many of them still wait. */
  @Column('int', { name: 'waiting_count' }) readonly waitingCount!: number;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  /** What every event of it tells. */
  protected get facts() {
    const { id, bookingId, seriesId, vehicleId, branchId, bookerId, step } = this;
    return { requestId: id, bookingId, seriesId, vehicleId, branchId, bookerId, step };
  }
}
