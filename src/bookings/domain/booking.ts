import { isDeepStrictEqual } from 'node:util';
import { Entity } from 'typeorm';
import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { Period } from '../../platform/domain/period.js';
import {
  BookingCancelled,
  BookingChanged,
  BookingCheckedOut,
  BookingConfirmed,
  BookingDeclined,
  BookingLapsed,
  BookingMissed,
  BookingRequested,
  BookingReturned,
  SeatGivenUp,
  SeatTaken,
} from '../events.js';
import {
  type Approval,
  type BookingApproval,
  type BookingDetails,
  type BookingEdit,
  type BookingState,
  decisive,
  isEditable,
  phaseOf,
  type Verdict,
} from './booking-details.js';
import { BookingRecord } from './booking-record.js';
import {
  AlreadyAboard,
  BookingNotEditable,
  BookingNotPending,
  NoSeatLeft,
  TooEarlyToCheckOut,
  TooLateForApproval,
  WholeVehicleBooked,
} from './errors.js';

/** Whoever is early may drive off early, if the vehicle is there. */
const EARLY_MS = 3_600_000;

/** One vehicle for one half-open period, for one person. `pending`, `confirmed` and `in_use` hold the vehicle (BK-2). */
@Entity({ schema: 'bookings', name: 'bookings' })
export class Booking extends BookingRecord {
  /** Made at once, or waiting where the flow says so (AP-1…AP-4). */
  static make(details: BookingDetails, { approval, policyOverride }: Verdict, seriesId: string | null = null): Booking {
    const booking = new Booking();
    const made = { policyOverride, seriesId, version: 1, createdAt: new Date() };
    booking.change({ id: newId(), ...details, ...untouched, ...made });
    if (seriesId) booking.together();
    if (approval.outcome === 'required') {
      booking.#await(approval);
    } else {
      booking.change({ state: 'confirmed', approval: approvalWithoutRequest(approval.outcome) });
      booking.raise(new BookingConfirmed({ ...booking.facts, approval: approval.outcome }));
    }
    return booking;
  }

  /** The last step was approved (AP-8). */
  confirm(): void {
    this.#settle('confirmed', 'approved');
    this.raise(new BookingConfirmed({ ...this.facts, approval: 'decided' }));
  }

  /** An approver said no: the vehicle is free again (AP-8). */
  decline(note: string | null): void {
    this.#settle('declined', 'declined');
    this.raise(new BookingDeclined({ ...this.facts, note }));
  }

  /** Nobody decided before the start (AP-5). */
  lapse(): void {
    this.#settle('lapsed', 'lapsed');
    this.raise(new BookingLapsed(this.facts));
  }

  /** Whether nobody has fetched the vehicle so long after the start (BK-12). */
  isMissed(minutes: number, now: Date): boolean {
    return this.state === 'confirmed' && +this.start + minutes * 60_000 <= +now;
  }

  /** Nobody fetched the vehicle: it is free again (BK-12). @throws IllegalTransition */
  miss(): void {
    if (this.state !== 'confirmed') throw new IllegalTransition(`A booking that is ${this.state} is no no-show.`);
    this.change({ state: 'no_show' });
    this.raise(new BookingMissed(this.facts));
  }

  /**
   * The booking stays, and says who cancelled it, when and why (BK-11).
   *
   * @throws IllegalTransition where it is not ahead or running, or was ended before
   */
  cancel(by: string, reason: string | null, now: Date): void {
    this.#ensureOpen(now);
    const approval =
      this.approval?.state === 'pending' ? { ...this.approval, state: 'withdrawn' as const } : this.approval;
    this.change({ state: 'cancelled', approval, cancelledBy: by, cancelledAt: now, cancellationReason: reason });
    const { passengerIds } = this;
    this.raise(new BookingCancelled({ ...this.facts, passengerIds, cancelledBy: by, reason }));
  }

  /** The fields of an edit that are not what they were. */
  changedBy(edit: BookingEdit): (keyof BookingEdit)[] {
    const fields = Object.keys(edit) as (keyof BookingEdit)[];
    return fields.filter((field) => edit[field] !== undefined && !isDeepStrictEqual(edit[field], this[field]));
  }

  /**
   * What may be changed when (BK-10). The start of what has begun stays.
   *
   * @throws BookingNotEditable
   */
  ensureEditable(edit: BookingEdit, now: Date): void {
    const phase = phaseOf(this.state, this.period, now);
    const begun = phase !== 'ahead' && edit.period !== undefined && +edit.period.start !== +this.start;
    const fixed = this.changedBy(edit).filter((field) => !isEditable(field, phase) || (field === 'period' && begun));
    if (fixed.length > 0) throw new BookingNotEditable(`It is ${this.#status(now)}.`, { fields: fixed });
    const tooEarly = edit.period !== undefined && this.changedBy(edit).includes('period') && edit.period.end <= now;
    if (tooEarly) throw new BookingNotEditable('It would be over already.', { fields: ['period'] });
  }

  /**
   * Edited, moved or extended. Without a verdict nothing was changed that its vehicle's rules look at.
   *
   * @throws BookingNotEditable; TooLateForApproval where it has begun and the change would need a yes
   */
  edit(edit: BookingEdit, by: string, now: Date, verdict?: Verdict): void {
    this.ensureEditable(edit, now);
    const fields = this.changedBy(edit);
    if (fields.length === 0) return;
    const required = verdict?.approval.outcome === 'required' ? verdict.approval : undefined;
    if (required && phaseOf(this.state, this.period, now) !== 'ahead') throw new TooLateForApproval();
    const reconsidered = verdict !== undefined && decisive.some((field) => fields.includes(field));
    const { vehicleId, bookerId, passengerIds } = this;
    const before = { vehicleId, bookerId, passengerIds, start: this.start.toISOString(), end: this.end.toISOString() };
    this.change(Object.fromEntries(fields.map((field) => [field, edit[field]])));
    if (verdict?.policyOverride) this.change({ policyOverride: verdict.policyOverride });
    this.raise(
      new BookingChanged({
        ...this.facts,
        passengerIds: this.passengerIds,
        changedBy: by,
        fields,
        before,
        reconsidered,
        awaitsApproval: reconsidered ? required !== undefined : this.state === 'pending',
      }),
    );
    if (reconsidered) this.#reconsider(verdict.approval);
  }

  /** Who drives off early has the vehicle from then on. @throws IllegalTransition, TooEarlyToCheckOut */
  checkOut(by: string, now: Date): void {
    if (this.state !== 'confirmed' || this.end <= now) this.#refuse(now);
    if (+this.start - +now > EARLY_MS) throw new TooEarlyToCheckOut();
    if (now < this.start) this.change({ period: Period.of(now, this.end) });
    this.change({ state: 'in_use', checkedOutAt: now });
    this.raise(new BookingCheckedOut({ ...this.facts, checkedOutBy: by }));
  }

  /** The vehicle is back; what is left of the period is free (BK-11). @throws IllegalTransition */
  return(by: string, { odometer, notes }: { odometer: number | null; notes: string | null }, now: Date): void {
    if (this.state !== 'in_use') this.#refuse(now);
    const early = now < this.end;
    if (early) {
      const start = this.start < now ? this.start : this.checkedOutAt!;
      this.change({ bookedEnd: this.end, period: Period.of(start, new Date(Math.max(+now, +start + 1))) });
    }
    this.change({ state: 'completed', returnedAt: now, odometer, returnNotes: notes });
    this.raise(new BookingReturned({ ...this.facts, returnedBy: by, odometer, early }));
  }

  /**
   * Driver and passengers never exceed the seats (BK-8). Ask it under the vehicle's lock.
   *
   * @throws IllegalTransition, WholeVehicleBooked, AlreadyAboard, NoSeatLeft
   */
  takeSeat(passengerId: string, by: string, seats: number, now: Date): void {
    this.#ensureOpen(now);
    if (this.wholeVehicle) throw new WholeVehicleBooked();
    if (this.bookerId === passengerId || this.passengerIds.includes(passengerId)) throw new AlreadyAboard();
    if (this.passengerIds.length + 2 > seats) throw new NoSeatLeft();
    this.change({ passengerIds: [...this.passengerIds, passengerId] });
    this.raise(new SeatTaken({ ...this.facts, passengerId, by }));
  }

  /** A passenger stays behind; the seat is free (BK-8). @throws IllegalTransition */
  giveUpSeat(passengerId: string, by: string, now: Date): void {
    this.#ensureOpen(now);
    if (!this.passengerIds.includes(passengerId)) throw new IllegalTransition('This person has no seat in it.');
    this.change({ passengerIds: this.passengerIds.filter((id) => id !== passengerId) });
    this.raise(new SeatGivenUp({ ...this.facts, passengerId, by }));
  }

  /** Whether it is ahead or running, and not yet out or ended. */
  isOpen(now: Date): boolean {
    return (this.state === 'pending' || this.state === 'confirmed') && this.end > now;
  }

  #ensureOpen(now: Date): void {
    if (!this.isOpen(now)) this.#refuse(now);
  }

  #refuse(now: Date): never {
    throw new IllegalTransition(`A booking that is ${this.#status(now)} stays as it is.`);
  }

  #status(now: Date): string {
    return this.end <= now && this.state === 'confirmed' ? 'over' : this.state;
  }

  /** What somebody approved is not this any more; a new request is opened once the old one is withdrawn (AP-8). */
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

  #await({ flowId, reasons, requireSecondPerson }: Extract<Approval, { outcome: 'required' }>): void {
    this.change({ state: 'pending', approval: { state: 'pending', skipped: false, automatic: false } });
    this.raise(new BookingRequested({ ...this.facts, flowId, reasons, requireSecondPerson }));
  }

  #settle(state: BookingState, approval: BookingApproval['state']): void {
    if (this.state !== 'pending') throw new BookingNotPending(`It is ${this.state}.`, { state: this.state });
    this.change({ state, approval: { ...this.approval!, state: approval } });
  }
}

/** Of a booking that nobody has used, brought back or cancelled yet. */
const untouched = {
  ...{ checkedOutAt: null, returnedAt: null, odometer: null, returnNotes: null, bookedEnd: null },
  ...{ cancelledBy: null, cancelledAt: null, cancellationReason: null },
};

function approvalWithoutRequest(outcome: 'none' | 'skipped' | 'automatic'): BookingApproval | null {
  if (outcome === 'none') return null;
  const automatic = outcome === 'automatic';
  return { state: automatic ? 'approved' : 'not_needed', skipped: !automatic, automatic };
}
