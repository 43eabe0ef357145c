import { isDeepStrictEqual } from 'node:util';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { IllegalTransition } from '../../platform/domain/domain-error.js';
import type { DomainEvent, EventClass } from '../../platform/domain/domain-event.js';
import { newId } from '../../platform/domain/ids.js';
import { Period, periodColumn } from '../../platform/domain/period.js';
import {
  BookingCancelled,
  BookingChanged,
  BookingCheckedOut,
  BookingConfirmed,
  BookingDeclined,
  type BookingFacts,
  BookingLapsed,
  BookingMissed,
  BookingRequested,
  BookingReturned,
  SeatGivenUp,
  SeatTaken,
  type SeriesTold,
} from '../events.js';
import { hasSeatLeft, isEarlyEnough, isInIt, isOpen, isOut, isToBeFetched } from './booking-actions.js';
import {
  type Approval,
  type BookingApproval,
  type BookingDetails,
  type BookingEdit,
  type BookingState,
  bookingIs,
  decisive,
  isEditable,
  phaseOf,
  type PolicyOverride,
  type CheckResult,
} from './booking-details.js';
import {
  AlreadyAboard,
  BookingNotEditable,
  BookingNotPending,
  NoSeatLeft,
  TooEarlyToCheckOut,
  TooLateForApproval,
  WholeVehicleBooked,
} from './errors.js';

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
  @Column('jsonb', { name: 'custom_fields' }) readonly customFields!: Record<string, string>;
  @Column('jsonb', { nullable: true }) readonly approval!: BookingApproval | null;
  @Column('jsonb', { name: 'policy_override', nullable: true }) readonly policyOverride!: PolicyOverride | null;
  @Column('timestamptz', { name: 'checked_out_at', nullable: true }) readonly checkedOutAt!: Date | null;
  @Column('timestamptz', { name: 'returned_at', nullable: true }) readonly returnedAt!: Date | null;
  @Column('int', { nullable: true }) readonly odometer!: number | null;
  @Column('text', { name: 'return_notes', nullable: true }) readonly returnNotes!: string | null;
  /** The end that was booked, if the vehicle came back earlier and the period was cut short. */
  @Column('timestamptz', { name: 'booked_end', nullable: true }) readonly bookedEnd!: Date | null;
  @Column('uuid', { name: 'cancelled_by', nullable: true }) readonly cancelledBy!: string | null;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) readonly cancelledAt!: Date | null;
  @Column('text', { name: 'cancellation_reason', nullable: true }) readonly cancellationReason!: string | null;
  /** The series that the booking belongs to (BK-9). */
  @Column('uuid', { name: 'series_id', nullable: true }) readonly seriesId!: string | null;
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  #partOfSeriesChange = false;

  get start(): Date {
    return this.period.start;
  }

  get end(): Date {
    return this.period.end;
  }

  /** Whether the booking takes the vehicle for its period (BK-2). */
  get isHolding(): boolean {
    return ['pending', 'confirmed', 'in_use'].includes(this.state);
  }

  get policyOverridden(): boolean {
    return this.policyOverride !== null;
  }

  /** Makes a booking: confirmed, or pending if it needs approval (AP-1…AP-4). */
  static make(
    details: BookingDetails,
    { approval, policyOverride }: CheckResult,
    seriesId: string | null = null,
  ): Booking {
    const booking = new Booking();
    const made = { policyOverride, seriesId, version: 1, createdAt: new Date() };
    booking.change({ id: newId(), ...details, ...untouched, ...made });
    if (seriesId) booking.markAsPartOfSeriesChange();
    if (approval.outcome === 'required') {
      booking.#await(approval);
    } else {
      booking.change({ state: 'confirmed', approval: approvalWithoutRequest(approval.outcome) });
      booking.raise(new BookingConfirmed({ ...booking.facts, approval: approval.outcome }));
    }
    return booking;
  }

  /**
   * The last step of the approval was approved (AP-8).
   *
   * @param skipped whether a step was skipped because nobody could decide it (AP-3)
   */
  confirm(skipped = false): void {
    this.#settle('confirmed', 'approved');
    if (skipped) this.change({ approval: { ...this.approval!, skipped } });
    this.raise(new BookingConfirmed({ ...this.facts, approval: 'decided' }));
  }

  /** An approver declined it: the vehicle is free again (AP-8). */
  decline(note: string | null): void {
    this.#settle('declined', 'declined');
    this.raise(new BookingDeclined({ ...this.facts, note }));
  }

  /** Nobody decided before the start (AP-5). */
  lapse(): void {
    this.#settle('lapsed', 'lapsed');
    this.raise(new BookingLapsed(this.facts));
  }

  /** Whether nobody has fetched the vehicle within these minutes after the start (BK-12). */
  isMissed(minutes: number, now: Date): boolean {
    return this.state === 'confirmed' && +this.start + minutes * 60_000 <= +now;
  }

  /** Nobody fetched the vehicle: it is free again (BK-12). @throws IllegalTransition */
  miss(): void {
    if (this.state !== 'confirmed') throw new IllegalTransition(bookingIs[this.state]);
    this.change({ state: 'no_show' });
    this.raise(new BookingMissed(this.facts));
  }

  /**
   * The booking is kept, with who cancelled it, when and why (BK-11).
   *
   * @throws IllegalTransition unless it is ahead or running
   */
  cancel(by: string, reason: string | null, now: Date): void {
    this.#ensureOpen(now);
    const approval =
      this.approval?.state === 'pending' ? { ...this.approval, state: 'withdrawn' as const } : this.approval;
    this.change({ state: 'cancelled', approval, cancelledBy: by, cancelledAt: now, cancellationReason: reason });
    this.raise(new BookingCancelled({ ...this.facts, cancelledBy: by, reason }));
  }

  /** The fields that the edit really changes. */
  changedBy(edit: BookingEdit): (keyof BookingEdit)[] {
    const fields = Object.keys(edit) as (keyof BookingEdit)[];
    return fields.filter((field) => edit[field] !== undefined && !isDeepStrictEqual(edit[field], this[field]));
  }

  /**
   * Which fields can be changed in which phase (BK-10). The start of a booking that has begun stays.
   *
   * @throws BookingNotEditable
   */
  ensureEditable(edit: BookingEdit, now: Date): void {
    const phase = phaseOf(this.state, this.period, now);
    const begun = phase !== 'ahead' && edit.period !== undefined && +edit.period.start !== +this.start;
    const fixed = this.changedBy(edit).filter((field) => !isEditable(field, phase) || (field === 'period' && begun));
    if (fixed.length > 0) throw new BookingNotEditable(bookingIs[this.#status(now)], { fields: fixed });
    const tooEarly = edit.period !== undefined && this.changedBy(edit).includes('period') && edit.period.end <= now;
    if (tooEarly) throw new BookingNotEditable('The booking would already have ended.', { fields: ['period'] });
  }

  /**
   * Applies an edit. Without `result`, the edit changes nothing that the vehicle's policy or flow looks at.
   *
   * @throws BookingNotEditable; TooLateForApproval if it has begun and the change needs approval
   */
  edit(edit: BookingEdit, by: string, now: Date, result?: CheckResult): void {
    this.ensureEditable(edit, now);
    const fields = this.changedBy(edit);
    if (fields.length === 0) return;
    const required = result?.approval.outcome === 'required' ? result.approval : undefined;
    if (required && phaseOf(this.state, this.period, now) !== 'ahead') throw new TooLateForApproval();
    const reconsidered = result !== undefined && decisive.some((field) => fields.includes(field));
    const { vehicleId, bookerId, passengerIds } = this;
    const before = { vehicleId, bookerId, passengerIds, start: this.start.toISOString(), end: this.end.toISOString() };
    this.change(Object.fromEntries(fields.map((field) => [field, edit[field]])));
    if (result?.policyOverride) this.change({ policyOverride: result.policyOverride });
    this.raise(
      new BookingChanged({
        ...this.facts,
        changedBy: by,
        fields,
        before,
        reconsidered,
        awaitsApproval: reconsidered ? required !== undefined : this.state === 'pending',
      }),
    );
    if (reconsidered) this.#reconsider(result.approval);
  }

  /** A driver who leaves early has the vehicle from then on. @throws IllegalTransition, TooEarlyToCheckOut */
  checkOut(by: string, now: Date): void {
    if (!isToBeFetched(this, now)) this.#refuse(now);
    if (!isEarlyEnough(this, now)) throw new TooEarlyToCheckOut();
    if (now < this.start) this.change({ period: Period.of(now, this.end) });
    this.change({ state: 'in_use', checkedOutAt: now });
    this.raise(new BookingCheckedOut({ ...this.facts, checkedOutBy: by }));
  }

  /** The vehicle is back; the rest of the period is free again (BK-11). @throws IllegalTransition */
  return(by: string, { odometer, notes }: { odometer: number | null; notes: string | null }, now: Date): void {
    if (!isOut(this)) this.#refuse(now);
    const early = now < this.end;
    if (early) {
      const start = this.start < now ? this.start : this.checkedOutAt!;
      this.change({ bookedEnd: this.end, period: Period.of(start, new Date(Math.max(+now, +start + 1))) });
    }
    this.change({ state: 'completed', returnedAt: now, odometer, returnNotes: notes });
    this.raise(new BookingReturned({ ...this.facts, returnedBy: by, odometer, early }));
  }

  /**
   * A passenger takes a seat; driver and passengers never exceed the seats (BK-8). Call it under the vehicle's lock.
   *
   * @throws IllegalTransition, WholeVehicleBooked, AlreadyAboard, NoSeatLeft
   */
  takeSeat(passengerId: string, by: string, seats: number, now: Date): void {
    this.#ensureOpen(now);
    if (this.wholeVehicle) throw new WholeVehicleBooked();
    if (isInIt(this, passengerId)) throw new AlreadyAboard();
    if (!hasSeatLeft(this, seats)) throw new NoSeatLeft();
    this.change({ passengerIds: [...this.passengerIds, passengerId] });
    this.raise(new SeatTaken({ ...this.facts, passengerId, by }));
  }

  /** A passenger gives their seat up (BK-8). @throws IllegalTransition */
  giveUpSeat(passengerId: string, by: string, now: Date): void {
    this.#ensureOpen(now);
    if (!this.passengerIds.includes(passengerId))
      throw new IllegalTransition('This person has no seat in the booking.');
    this.change({ passengerIds: this.passengerIds.filter((id) => id !== passengerId) });
    this.raise(new SeatGivenUp({ ...this.facts, passengerId, by }));
  }

  /** Whether it is ahead or running, and not yet checked out or ended. */
  isOpen(now: Date): boolean {
    return isOpen(this, now);
  }

  #ensureOpen(now: Date): void {
    if (!this.isOpen(now)) this.#refuse(now);
  }

  #refuse(now: Date): never {
    throw new IllegalTransition(bookingIs[this.#status(now)]);
  }

  #status(now: Date): BookingState | 'over' {
    return this.end <= now && this.state === 'confirmed' ? 'over' : this.state;
  }

  /** The booking is no longer what was approved. The old request is withdrawn and a new one is opened (AP-8). */
  #reconsider(approval: Approval): void {
    if (approval.outcome === 'required') {
      this.#await(approval);
    } else if (this.state === 'pending') {
      this.change({ state: 'confirmed', approval: approvalWithoutRequest(approval.outcome) });
      this.raise(new BookingConfirmed({ ...this.facts, approval: approval.outcome }));
    } else if (approval.outcome !== 'none') {
      this.change({ approval: approvalWithoutRequest(approval.outcome) });
    }
  }

  #await({ outcome: _, ...plan }: Extract<Approval, { outcome: 'required' }>): void {
    this.change({ state: 'pending', approval: { state: 'pending', skipped: false, automatic: false } });
    this.raise(new BookingRequested({ ...this.facts, ...plan }));
  }

  #settle(state: BookingState, approval: BookingApproval['state']): void {
    if (this.state !== 'pending') throw new BookingNotPending(bookingIs[this.state], { state: this.state });
    this.change({ state, approval: { ...this.approval!, state: approval } });
  }

  /** The facts in every event of a booking. */
  get facts(): BookingFacts {
    const { id, vehicleId, branchId, bookerId, originatorId, seriesId, version, state } = this;
    const { destination, reasonId, passengerIds } = this;
    const [start, end] = [this.start.toISOString(), this.end.toISOString()];
    const who = { bookingId: id, vehicleId, branchId, bookerId, originatorId, seriesId };
    const facts = { ...who, start, end, version, state, destination, reasonId, passengerIds };
    return this.#partOfSeriesChange ? { ...facts, together: true } : facts;
  }

  /** Fills the version into the events as late as possible: it is known only when the row is written. */
  override releaseEvents(): DomainEvent[] {
    const events = super.releaseEvents();
    for (const { payload } of events) if ('bookingId' in payload) Object.assign(payload, this.facts);
    return events;
  }

  /** From here on, other bookings of the series go through the same act, so people are told once about all of them. */
  markAsPartOfSeriesChange(): this {
    this.#partOfSeriesChange = true;
    return this;
  }

  /** Raises one event for the whole act from the events of these bookings; nothing if they have raised none. */
  static tell(bookings: readonly Booking[], act: EventClass<DomainEvent<SeriesTold>>): void {
    const told = bookings.flatMap(({ raised }) => raised);
    const [first] = bookings;
    if (first?.seriesId && told.length > 0) first.raise(new act(gathered(first.seriesId, told)));
  }
}

/** The fields of a booking that nobody has checked out, returned or cancelled. */
const untouched = {
  ...{ checkedOutAt: null, returnedAt: null, odometer: null, returnNotes: null, bookedEnd: null },
  ...{ cancelledBy: null, cancelledAt: null, cancellationReason: null },
};

function approvalWithoutRequest(outcome: 'none' | 'skipped' | 'automatic'): BookingApproval | null {
  if (outcome === 'none') return null;
  const automatic = outcome === 'automatic';
  return { state: automatic ? 'approved' : 'not_needed', skipped: !automatic, automatic };
}

function gathered(seriesId: string, told: readonly DomainEvent[]): SeriesTold {
  const of = <E extends DomainEvent>(type: EventClass<E>): E['payload'][] =>
    told.filter((event): event is E => event instanceof type).map(({ payload }) => payload);
  return {
    seriesId,
    requested: of(BookingRequested),
    confirmed: of(BookingConfirmed),
    declined: of(BookingDeclined),
    lapsed: of(BookingLapsed),
    cancelled: of(BookingCancelled),
    changed: of(BookingChanged),
  };
}
