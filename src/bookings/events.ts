import { DomainEvent } from '../platform/domain/domain-event.js';

/**
 * What every event of a booking contains: the booking as stored together with the event. Emails and webhooks use this and not
 * the current booking, so that a late one still says what was true then. Instants are RFC 3339 in UTC.
 */
export interface BookingFacts {
  bookingId: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  /** The series that the booking belongs to (BK-9). */
  seriesId: string | null;
  start: string;
  end: string;
  /** Grows with every change: of two events of one booking, the later one has the higher version. */
  version: number;
  state: string;
  destination: string | null;
  reasonId: string;
  passengerIds: string[];
  /**
   * Whether one act on several bookings of a series raised it: then people are told about all of them at once (`SeriesTold`).
   */
  together?: boolean;
}

/**
 * The approval that a booking needs, as planned when it was made or changed. The request is opened with exactly this, even if
 * the flow or the approvers change meanwhile (AP-3).
 */
export interface ApprovalPlan {
  flowId: string;
  /** The conditions of the flow that the booking meets. */
  reasons: string[];
  requireSecondPerson: boolean;
  steps: {
    name: string;
    approverRoleId: string | null;
    state: 'waiting' | 'approved' | 'declined' | 'skipped' | 'automatic';
    decidedBy: string | null;
    decidedFor: string | null;
    decidedAt: string | null;
    note: string | null;
  }[];
  noAnswer: { afterHours: number; then: 'lapse' | 'escalate' } | null;
}

/** A booking was made that needs approval: `approvals` opens a request in the same transaction. */
export class BookingRequested extends DomainEvent<BookingFacts & ApprovalPlan> {
  static override readonly type = 'bookings.booking-requested';
}

/**
 * A booking is confirmed. `approval` says how: none needed, skipped because the branch has no approver (AP-3), automatic
 * because the booker is one (AP-4), or decided.
 */
export class BookingConfirmed extends DomainEvent<
  BookingFacts & { approval: 'none' | 'skipped' | 'automatic' | 'decided' }
> {
  static override readonly type = 'bookings.booking-confirmed';
}

/** An approver declined the booking (AP-8). */
export class BookingDeclined extends DomainEvent<BookingFacts & { note: string | null }> {
  static override readonly type = 'bookings.booking-declined';
}

/** Nobody decided before the start (AP-5). */
export class BookingLapsed extends DomainEvent<BookingFacts> {
  static override readonly type = 'bookings.booking-lapsed';
}

/** Nobody fetched the vehicle: the booking is a no-show, and the vehicle free (BK-12). */
export class BookingMissed extends DomainEvent<BookingFacts> {
  static override readonly type = 'bookings.booking-missed';
}

/** A booking starts soon and its vehicle is still out; `alternatives` are free instead (BK-13). */
export class VehicleStillOut extends DomainEvent<BookingFacts & { alternatives: { id: string; name: string }[] }> {
  static override readonly type = 'bookings.vehicle-still-out';
}

export class BookingCancelled extends DomainEvent<BookingFacts & { cancelledBy: string; reason: string | null }> {
  static override readonly type = 'bookings.booking-cancelled';
}

/** The booking before the change, as far as it matters to other people. */
export interface FormerBooking {
  vehicleId: string;
  bookerId: string;
  passengerIds: string[];
  start: string;
  end: string;
}

/**
 * A booking was edited, moved or extended. `reconsidered`: the change concerns approval, so an open request is withdrawn;
 * `awaitsApproval` says whether a new one is opened (BK-10, AP-8).
 */
export class BookingChanged extends DomainEvent<
  BookingFacts & {
    changedBy: string;
    /** The names of the fields that changed. */
    fields: string[];
    before: FormerBooking;
    reconsidered: boolean;
    awaitsApproval: boolean;
  }
> {
  static override readonly type = 'bookings.booking-changed';
}

/**
 * The events of several bookings of one series that one act has raised. Each booking's own event goes to webhooks; approvals
 * and people are told about all of them with this one (AP-12).
 */
export interface SeriesTold {
  seriesId: string;
  requested: BookingRequested['payload'][];
  confirmed: BookingConfirmed['payload'][];
  declined: BookingDeclined['payload'][];
  lapsed: BookingLapsed['payload'][];
  cancelled: BookingCancelled['payload'][];
  changed: BookingChanged['payload'][];
}

/** BK-9: a series was made; its bookings are confirmed or requested. */
export class SeriesMade extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-made';
}

/** Bookings of a series were changed together; some may now be confirmed, or need approval again. */
export class SeriesChanged extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-changed';
}

export class SeriesCancelled extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-cancelled';
}

/** An approver confirmed or declined several bookings of a series with one decision. */
export class SeriesDecided extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-decided';
}

/** Several of its bookings lapsed at once (AP-5). */
export class SeriesLapsed extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-lapsed';
}

/** The vehicle was collected (BK-11). */
export class BookingCheckedOut extends DomainEvent<BookingFacts & { checkedOutBy: string }> {
  static override readonly type = 'bookings.booking-checked-out';
}

/** The vehicle is back. `early`: before the booked end; `odometer`: if somebody read it. */
export class BookingReturned extends DomainEvent<
  BookingFacts & { returnedBy: string; odometer: number | null; early: boolean }
> {
  static override readonly type = 'bookings.booking-returned';
}

/** A passenger took a seat, or was given one by somebody who may change the booking (BK-8). */
export class SeatTaken extends DomainEvent<BookingFacts & { passengerId: string; by: string }> {
  static override readonly type = 'bookings.seat-taken';
}

export class SeatGivenUp extends DomainEvent<BookingFacts & { passengerId: string; by: string }> {
  static override readonly type = 'bookings.seat-given-up';
}

/** Somebody on the waiting list is offered a vehicle for a limited time (BK-14). */
export class VehicleOffered extends DomainEvent<{
  entryId: string;
  userId: string;
  branchId: string;
  vehicleId: string;
  start: string;
  end: string;
  offerEndsAt: string;
}> {
  static override readonly type = 'bookings.vehicle-offered';
}

export class BookingReasonDeleted extends DomainEvent<{ reasonId: string; name: string }> {
  static override readonly type = 'bookings.booking-reason-deleted';
}

export class BookingPolicyDeleted extends DomainEvent<{ policyId: string; name: string }> {
  static override readonly type = 'bookings.booking-policy-deleted';
}
