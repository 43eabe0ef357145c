import { DomainEvent } from '../platform/domain/domain-event.js';

/** What every event of a booking tells. Instants are RFC 3339 in UTC. */
export interface BookingFacts {
  bookingId: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  start: string;
  end: string;
}

/** A booking was made that somebody must approve: `approvals` opens a request in the same transaction. */
export class BookingRequested extends DomainEvent<
  BookingFacts & { flowId: string; reasons: string[]; requireSecondPerson: boolean }
> {
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

/** Nobody decided before the start (AP-5). */
export class BookingLapsed extends DomainEvent<BookingFacts> {
  static override readonly type = 'bookings.booking-lapsed';
}

export class BookingCancelled extends DomainEvent<BookingFacts & { cancelledBy: string; reason: string | null }> {
  static override readonly type = 'bookings.booking-cancelled';
}
