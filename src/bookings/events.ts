import { DomainEvent } from '../platform/domain/domain-event.js';

/**
 * What every event of a booking tells: the booking as it was stored with the event. Mails and webhooks are made from this and
 * not from the booking as it is when they are written, so that one that comes late says what was so. Instants are RFC 3339 in UTC.
 */
export interface BookingFacts {
  bookingId: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  /** Of which series it is one (BK-9). */
  seriesId: string | null;
  start: string;
  end: string;
  /** Grows with every change: of two events of one booking the one with the higher version is the later. */
  version: number;
  state: string;
  destination: string | null;
  reasonId: string;
  passengerIds: string[];
  /** Whether an act on several bookings of a series did it: then people are told of all at once (`SeriesTold`). */
  together?: boolean;
}

/**
 * What a flow asks of a booking, as it was planned when the booking was made or changed. The request is opened with exactly
 * this, whatever happens to the flow and to the approvers meanwhile (AP-3).
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

/** A booking was made that somebody must approve: `approvals` opens a request in the same transaction. */
export class BookingRequested extends DomainEvent<BookingFacts & ApprovalPlan> {
  static override readonly type = 'bookings.booking-requested';
}

/**
 * A booking is certain: made without approval, or approved. `approval` says how it came: not needed, skipped because the
 * branch has no approver (AP-3), at once because the booker is one (AP-4), or by a decision.
 */
export class BookingConfirmed extends DomainEvent<
  BookingFacts & { approval: 'none' | 'skipped' | 'automatic' | 'decided' }
> {
  static override readonly type = 'bookings.booking-confirmed';
}

/** An approver said no (AP-8). */
export class BookingDeclined extends DomainEvent<BookingFacts & { note: string | null }> {
  static override readonly type = 'bookings.booking-declined';
}

/** No one decided before the start (AP-5). */
export class BookingLapsed extends DomainEvent<BookingFacts> {
  static override readonly type = 'bookings.booking-lapsed';
}

/** Nobody fetched the vehicle: the booking is a no-show, and the vehicle free (BK-12). */
export class BookingMissed extends DomainEvent<BookingFacts> {
  static override readonly type = 'bookings.booking-missed';
}

/** A booking begins in a moment, and its vehicle is still out; `alternatives` are free instead (BK-13). */
export class VehicleStillOut extends DomainEvent<BookingFacts & { alternatives: { id: string; name: string }[] }> {
  static override readonly type = 'bookings.vehicle-still-out';
}

export class BookingCancelled extends DomainEvent<BookingFacts & { cancelledBy: string; reason: string | null }> {
  static override readonly type = 'bookings.booking-cancelled';
}

/** What a booking was before it was changed, as far as somebody else's plans hang on it. */
export interface FormerBooking {
  vehicleId: string;
  bookerId: string;
  passengerIds: string[];
  start: string;
  end: string;
}

/**
 * A booking was edited, moved or extended. `reconsidered` where the change was of a kind that approval looks at: a request
 * that is open is about something else now, and `awaitsApproval` says whether there will be a new one (BK-10, AP-8).
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
 * What bookings of one series told in one act, in the words of their own events. Those are there for machines, which hear of
 * each booking; approvals and people hear of all at once (AP-12).
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

/** BK-9. Its bookings are confirmed, or requested. */
export class SeriesMade extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-made';
}

/** Its bookings that are ahead, or the rest of them, were changed alike; some are confirmed by it, or requested again. */
export class SeriesChanged extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-changed';
}

export class SeriesCancelled extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-cancelled';
}

/** Several of its bookings were confirmed or declined by one word of an approver. */
export class SeriesDecided extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-decided';
}

/** Several of its bookings lapsed at once (AP-5). */
export class SeriesLapsed extends DomainEvent<SeriesTold> {
  static override readonly type = 'bookings.series-lapsed';
}

/** Somebody drives off with the vehicle (BK-11). */
export class BookingCheckedOut extends DomainEvent<BookingFacts & { checkedOutBy: string }> {
  static override readonly type = 'bookings.booking-checked-out';
}

/** The vehicle is back. `early` where it is free before the end that was booked; `odometer` where somebody read it. */
export class BookingReturned extends DomainEvent<
  BookingFacts & { returnedBy: string; odometer: number | null; early: boolean }
> {
  static override readonly type = 'bookings.booking-returned';
}

/** A seat was taken, or given to somebody by who may change the booking (BK-8). */
export class SeatTaken extends DomainEvent<BookingFacts & { passengerId: string; by: string }> {
  static override readonly type = 'bookings.seat-taken';
}

export class SeatGivenUp extends DomainEvent<BookingFacts & { passengerId: string; by: string }> {
  static override readonly type = 'bookings.seat-given-up';
}

/** Somebody in line is offered a vehicle for a limited time (BK-14). */
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
