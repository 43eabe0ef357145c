import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { type Hours, isWithinHours, weekdaysTouched } from '../../platform/domain/local-time.js';
import type { Period } from '../../platform/domain/period.js';
import { FlowDeleted } from '../events.js';
import type { NoAnswer } from './answer-times.js';
import type { FlowStep } from './request-steps.js';

/** When a booking needs approval: one condition that is met is enough; a condition that is left out is off (AP-1). */
export interface FlowConditions {
  always?: boolean | undefined;
  personalUse?: boolean | undefined;
  interBranch?: boolean | undefined;
  longerThanMinutes?: number | undefined;
  /** ISO weekdays, Monday = 1. */
  weekdays?: number[] | undefined;
  /** Met if any moment of the booking is outside these hours, in the branch's local time, as for a policy. */
  outsideHours?: Hours | undefined;
  /** The booking is one of a series. */
  recurring?: boolean | undefined;
}

/** The facts of a booking that the conditions of a flow look at. */
export interface FlowInput {
  period: Period;
  timeZone: string;
  /** null for a reason that does not exist: bookings for it are refused. */
  reasonCategory: string | null;
  interBranch: boolean;
  recurring: boolean;
}

export type ConditionCode =
  'always' | 'personal_use' | 'inter_branch' | 'recurring' | 'longer_than' | 'weekday' | 'outside_hours';

/** The fields of a flow that an organisation can set. */
export type FlowDetails = Pick<ApprovalFlow, 'name' | 'conditions' | 'requireSecondPerson' | 'steps' | 'noAnswer'>;

/** A soft limit on bookings of a vehicle: where a condition is met, somebody must approve. */
@Entity({ schema: 'approvals', name: 'flows' })
export class ApprovalFlow extends Aggregate<ApprovalFlow> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly name!: string;
  @Column('jsonb') readonly conditions!: FlowConditions;
  @Column('boolean', { name: 'require_second_person' }) readonly requireSecondPerson!: boolean;
  @Column('jsonb') readonly steps!: FlowStep[];
  /** Null: nothing happens until the request lapses at the start of its booking (AP-5). */
  @Column('jsonb', { name: 'no_answer', nullable: true }) readonly noAnswer!: NoAnswer | null;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  static make(details: FlowDetails): ApprovalFlow {
    const flow = new ApprovalFlow();
    flow.change({ id: newId(), ...details, version: 1, createdAt: new Date() });
    return flow;
  }

  /** Open requests keep the steps with which they were opened. */
  amend(details: Partial<FlowDetails>): void {
    this.change(details);
  }

  delete(): void {
    this.raise(new FlowDeleted({ flowId: this.id }));
  }
}

/** The conditions that a booking meets; none means that it needs no approval. */
export function conditionsMet(conditions: FlowConditions, booking: FlowInput): ConditionCode[] {
  const { always, personalUse, interBranch, recurring, longerThanMinutes, weekdays, outsideHours } = conditions;
  const met: [ConditionCode, boolean | undefined][] = [
    ['always', always],
    ['personal_use', personalUse && booking.reasonCategory === 'personal'],
    ['inter_branch', interBranch && booking.interBranch],
    ['recurring', recurring && booking.recurring],
    ['longer_than', longerThanMinutes !== undefined && booking.period.minutes > longerThanMinutes],
    ['weekday', weekdays && touchesWeekday(booking, weekdays)],
    ['outside_hours', outsideHours && !isWithinHours(booking.period, booking.timeZone, outsideHours)],
  ];
  return met.filter(([, isMet]) => isMet).map(([code]) => code);
}

function touchesWeekday({ period, timeZone }: FlowInput, weekdays: readonly number[]): boolean {
  const touched = weekdaysTouched(period, timeZone);
  return weekdays.some((day) => touched.has(day));
}
