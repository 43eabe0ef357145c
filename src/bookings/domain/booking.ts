import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { type Period, periodColumn } from '../../platform/domain/period.js';
import { BookingCancelled, BookingConfirmed, BookingDeclined, BookingLapsed, BookingRequested } from '../events.js';
import { BookingNotPending } from './errors.js';

export const bookingStates = [
  'pending',
  'confirmed',
  'in_use',
  'completed',
  'declined',
  'lapsed',
  'cancelled',
  'no_show',
] as const;
export type BookingState = (typeof bookingStates)[number];

/** How the booking fared with its vehicle's approval flow; null where none applied. */
export interface BookingApproval {
  state: 'pending' | 'approved' | 'declined' | 'lapsed' | 'withdrawn' | 'not_needed';
  /** The branch had no approver (AP-3). */
  skipped: boolean;
  /** The booker is an approver of the branch (AP-4). */
  automatic: boolean;
}

/** What a person asks for (BK-1). */
export interface BookingDetails {
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  period: Period;
  reasonId: string;
  destination: string | null;
  passengerIds: string[];
  wholeVehicle: boolean;
  costCentre: string | null;
  notes: string | null;
}

/** What a flow said of a booking that is about to be made. */
export type Approval =
  | { outcome: 'none' | 'skipped' | 'automatic' }
  | { outcome: 'required'; flowId: string; reasons: string[]; requireSecondPerson: boolean };

/** One vehicle for one half-open period, for one person. `pending`, `confirmed` and `in_use` hold the vehicle (BK-2). */
@Entity({ schema: 'bookings', name: 'bookings' })
export class Booking extends Aggregate<Booking> implements BookingDetails {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'vehicle_id' }) readonly vehicleId!: string;
  @Column('uuid', { name: 'branch_id' }) readonly branchId!: string;
  @Column('uuid', { name: 'booker_id' }) readonly bookerId!: string;
  @Column('uuid', { name: 'originator_id' }) readonly originatorId!: string;
  @Column('tstzrange', { transformer: periodColumn }) readonly period!: Period;
  @Column('text') readonly state!: BookingState;
  @Column('uuid', { name: 'reason_id' }) readonly reasonId!: string;
  @Column('text', { nullable: true }) readonly destination!: string | null;
  @Column('uuid', { name: 'passenger_ids', array: true }) readonly passengerIds!: string[];
  @Column('boolean', { name: 'whole_vehicle' }) readonly wholeVehicle!: boolean;
  @Column('text', { name: 'cost_centre', nullable: true }) readonly costCentre!: string | null;
  @Column('text', { nullable: true }) readonly notes!: string | null;
  @Column('jsonb', { nullable: true }) readonly approval!: BookingApproval | null;
  @Column('uuid', { name: 'cancelled_by', nullable: true }) readonly cancelledBy!: string | null;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) readonly cancelledAt!: Date | null;
  @Column('text', { name: 'cancellation_reason', nullable: true }) readonly cancellationReason!: string | null;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  /** Made at once, or waiting where the flow says so (AP-1…AP-4). */
  static make(details: BookingDetails, approval: Approval): Booking {
    const booking = new Booking();
    const notCancelled = { cancelledBy: null, cancelledAt: null, cancellationReason: null };
    const common = { id: newId(), ...details, ...notCancelled, version: 1, createdAt: new Date() };
    if (approval.outcome === 'required') {
      const { flowId, reasons, requireSecondPerson } = approval;
      booking.change({ ...common, state: 'pending', approval: { state: 'pending', skipped: false, automatic: false } });
      booking.raise(new BookingRequested({ ...booking.#facts, flowId, reasons, requireSecondPerson }));
    } else {
      booking.change({ ...common, state: 'confirmed', approval: approvalWithoutRequest(approval.outcome) });
      booking.raise(new BookingConfirmed({ ...booking.#facts, approval: approval.outcome }));
    }
    return booking;
  }

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  /** The last step was approved (AP-8). */
  confirm(): void {
    this.#settle('confirmed', 'approved');
    this.raise(new BookingConfirmed({ ...this.#facts, approval: 'decided' }));
  }

  /** An approver said no: the vehicle is free again (AP-8). */
  decline(note: string | null): void {
    this.#settle('declined', 'declined');
    this.raise(new BookingDeclined({ ...this.#facts, note }));
  }

  /** Nobody decided before the start (AP-5). */
  lapse(): void {
    this.#settle('lapsed', 'lapsed');
    this.raise(new BookingLapsed(this.#facts));
  }

  /**
   * The booking stays, and says who cancelled it, when and why (BK-11).
   *
   * @throws IllegalTransition where it is not ahead or running, or was ended before
   */
  cancel(by: string, reason: string | null, now: Date): void {
    if (!this.isOpen(now)) throw new IllegalTransition(`A booking that is ${this.#status(now)} stays as it is.`);
    const approval =
      this.approval?.state === 'pending' ? { ...this.approval, state: 'withdrawn' as const } : this.approval;
    this.change({ state: 'cancelled', approval, cancelledBy: by, cancelledAt: now, cancellationReason: reason });
    this.raise(new BookingCancelled({ ...this.#facts, cancelledBy: by, reason }));
  }

  /** A passenger stays behind; the seat is free (BK-8). */
  giveUpSeat(passengerId: string): void {
    this.change({ passengerIds: this.passengerIds.filter((id) => id !== passengerId) });
  }

  /** Whether it is ahead or running, and not yet out or ended. */
  isOpen(now: Date): boolean {
    return (this.state === 'pending' || this.state === 'confirmed') && this.end > now;
  }

  #status(now: Date): string {
    return this.end <= now && this.state === 'confirmed' ? 'over' : this.state;
  }

  #settle(state: BookingState, approval: BookingApproval['state']): void {
    if (this.state !== 'pending') throw new BookingNotPending(`It is ${this.state}.`, { state: this.state });
    this.change({ state, approval: { ...this.approval!, state: approval } });
  }

  get #facts() {
    const { id, vehicleId, branchId, bookerId, originatorId } = this;
    const [start, end] = [this.start.toISOString(), this.end.toISOString()];
    return { bookingId: id, vehicleId, branchId, bookerId, originatorId, start, end };
  }
}

function approvalWithoutRequest(outcome: 'none' | 'skipped' | 'automatic'): BookingApproval | null {
  if (outcome === 'none') return null;
  const automatic = outcome === 'automatic';
  return { state: automatic ? 'approved' : 'not_needed', skipped: !automatic, automatic };
}
