import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError, UnknownReference } from '../../platform/domain/domain-error.js';

/** BK-3; `alternatives` holds what else is free then (BK-4). */
export class VehicleNotFree extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'vehicle_not_free';
  static override readonly title = 'The vehicle is taken at that time.';
}

/** BR-4, BR-6: it can be seen, but not booked by this person. */
export class VehicleNotOpen extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'vehicle_not_open';
  static override readonly title = 'The vehicle is not open to this booker.';
}

/** BR-1, BR-6: nobody can book it now. */
export class VehicleOutOfService extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'vehicle_out_of_service';
  static override readonly title = 'The vehicle, or its branch, takes no new bookings.';
}

/** BK-4: the person who would drive may not be booked for. */
export class BookerNotAllowed extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'booker_not_allowed';
  static override readonly title = 'Nobody can book for this person: they are neither verified nor a contact.';
}

/** ID-18: the booker's yes counts, whoever enters the booking; `version` is the one to accept. */
export class AgreementNotAccepted extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'agreement_not_accepted';
  static override readonly title = 'The booker must accept the user agreement first.';
}

export class ReasonDisabled extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'reason_disabled';
  static override readonly title = 'This booking reason is not in use any more.';
}

export class StartInPast extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'start_in_past';
  static override readonly title = 'The booking would begin in the past.';
}

/** BK-8: driver and passengers never exceed the seats. */
export class TooManyPassengers extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'too_many_passengers';
  static override readonly title = 'The vehicle has fewer seats than driver and passengers.';
}

/** Something that an approver or the clock did at the same moment made the booking another one. */
export class BookingNotPending extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'booking_not_pending';
  static override readonly title = 'The booking does not wait for approval any more.';
}

mapConstraint('bookings_never_overlap', () => new VehicleNotFree());
mapConstraint('bookings_vehicle', () => new UnknownReference('vehicleId'));
mapConstraint('bookings_reason', () => new UnknownReference('reasonId'));
