import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { type Period, periodColumn } from '../../platform/domain/period.js';
import type { RecordedDecision, RequestState } from './request-states.js';

type NewOccurrence = Pick<
  RequestOccurrence,
  'requestId' | 'bookingId' | 'period' | 'reasons' | 'lapsesAt' | 'remindersAt'
>;

/**
 * One booking of a series in a request. It has its own row because it can be declined, withdrawn or lapse on its own (AP-12).
 * A request about a single booking needs no such row.
 */
@Entity({ schema: 'approvals', name: 'occurrences' })
export class RequestOccurrence extends Aggregate<RequestOccurrence> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'request_id' }) readonly requestId!: string;
  @Column('uuid', { name: 'booking_id' }) readonly bookingId!: string;
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  @Column('text') readonly state!: RequestState;
  @Column('text', { array: true }) readonly reasons!: string[];
  @Column('timestamptz', { name: 'lapses_at' }) readonly lapsesAt!: Date;
  /** When to remind the approvers, as soon as this is the next booking to lapse. */
  @Column('timestamptz', { name: 'reminders_at', array: true }) readonly remindersAt!: Date[];
  @Column('uuid', { name: 'decided_by', nullable: true }) readonly decidedBy!: string | null;
  @Column('uuid', { name: 'decided_for', nullable: true }) readonly decidedFor!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) readonly decidedAt!: Date | null;
  @Column('text', { nullable: true }) readonly note!: string | null;

  static ask({ requestId, bookingId, period, reasons, lapsesAt, remindersAt }: NewOccurrence): RequestOccurrence {
    const occurrence = new RequestOccurrence();
    const undecided = { decidedBy: null, decidedFor: null, decidedAt: null, note: null } as const;
    const asked = { requestId, bookingId, period, reasons, lapsesAt, remindersAt };
    occurrence.change({ id: newId(), ...asked, ...undecided, state: 'pending' });
    return occurrence;
  }

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  get waits(): boolean {
    return this.state === 'pending';
  }

  /** Sets the final state. */
  settle(state: Exclude<RequestState, 'pending'>, decided?: RecordedDecision): void {
    this.change({ state, ...decided });
  }
}
