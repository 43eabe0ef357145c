import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError, UnknownReference } from '../../platform/domain/domain-error.js';
import type { Period } from '../../platform/domain/period.js';
import type { Violation } from './policy-limits.js';

/** The booking whose vehicle is taken, with everything that another vehicle has to offer instead. */
export interface AlternativesQuery {
  vehicleId: string;
  /** The booking itself, if it exists already. */
  bookingId: string | null;
  branchId: string;
  period: Period;
  people: number;
  groupIds: readonly string[];
}

/** Why a vehicle that is in service is not free. */
export const BOOKED = 'The vehicle is already booked at that time.';

/** BK-3; `alternatives` lists other vehicles that are free (BK-4), `freeFrom` says when this one is free for as long. */
export class VehicleNotFree extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'vehicle_not_free';
  static override readonly title = 'The vehicle is not available at that time.';

  /** @param alternativesQuery what to search for if the caller wants to know what else is free */
  constructor(
    detail?: string,
    members: Record<string, unknown> = { alternatives: [] },
    readonly alternativesQuery?: AlternativesQuery,
  ) {
    super(detail, members);
  }
}

/** BR-4, BR-6: this person can see the vehicle but not book it. */
export class VehicleNotOpen extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'vehicle_not_open';
  static override readonly title = 'This person may not book this vehicle.';
}

/** BR-1, BR-6: nobody can book the vehicle now. */
export class VehicleOutOfService extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'vehicle_out_of_service';
  static override readonly title = 'The vehicle or its branch is not taking new bookings.';
}

/** BK-4: this person cannot be a booker. */
export class BookerNotAllowed extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'booker_not_allowed';
  static override readonly title = 'You cannot book for this person, because they are neither verified nor a contact.';
}

/** ID-18: the booker has to accept the agreement, also if somebody else enters the booking; `version` is the one to accept. */
export class AgreementNotAccepted extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'agreement_not_accepted';
  static override readonly title = 'The booker must accept the user agreement first.';
}

export class ReasonDisabled extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'reason_disabled';
  static override readonly title = 'This booking reason is no longer available.';
}

export class StartInPast extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'start_in_past';
  static override readonly title = 'The booking would start in the past.';
}

/** BK-8: driver and passengers never exceed the seats. */
export class TooManyPassengers extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'too_many_passengers';
  static override readonly title = 'The vehicle does not have enough seats for the driver and all passengers.';
}

/** The booking was decided or changed at the same moment by an approver or by a background task. */
export class BookingNotPending extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'booking_not_pending';
  static override readonly title = 'The booking is no longer waiting for approval.';
}

/** BK-5; `violations` names every limit that is broken. */
export class PolicyViolated extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'policy_violated';
  static override readonly title = 'The vehicle’s booking policy does not allow this.';

  constructor(violations: Violation[]) {
    super(violations.map(({ message }) => message).join(' '), { violations });
  }
}

/** BK-10: a booking that has begun or is over cannot be changed any more in these `fields`. */
export class BookingNotEditable extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'booking_not_editable';
  static override readonly title = 'Some of these fields can no longer be changed.';
}

/**
 * Nobody can approve a booking that has begun, so bookings and changes that would need approval are refused (BK-10, AP-5).
 */
export class TooLateForApproval extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'too_late_for_approval';
  static override readonly title = 'This needs approval, but the booking has already started.';
}

export class TooEarlyToCheckOut extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'too_early_to_check_out';
  static override readonly title =
    'The vehicle can be checked out from one hour before the start, once it has been returned.';
}

/** BK-2: a vehicle must come back before the next person can check it out. */
export class VehicleNotReturned extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'vehicle_not_returned';
  static override readonly title = 'The vehicle has not been returned yet.';
}

/** BK-11: the reading cannot be right; `last` is the previous one. */
export class OdometerImplausible extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'odometer_implausible';
  static override readonly title = 'This odometer reading cannot be right.';
}

/** BK-8: every seat is taken. */
export class NoSeatLeft extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'no_seat_left';
  static override readonly title = 'All seats are taken.';
}

/** BK-8: the booker has reserved the vehicle for themselves and the passengers whom they named. */
export class WholeVehicleBooked extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'whole_vehicle_booked';
  static override readonly title = 'The whole vehicle is booked, so there are no free seats.';
}

export class AlreadyAboard extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'already_aboard';
  static override readonly title = 'This person already has a seat in the booking.';
}

/** BK-6: built-in reasons cannot be changed in this way. */
export class ReasonBuiltIn extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'reason_built_in';
  static override readonly title =
    'A built-in reason keeps its category and cannot be deleted. You can disable it instead.';
}

export class ReasonInUse extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'reason_in_use';
  static override readonly title = 'Bookings use this reason. You can disable it instead.';
}

export class ReasonNameTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'reason_name_taken';
  static override readonly title = 'Another booking reason has this name.';
}

export class PolicyInUse extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'policy_in_use';
  static override readonly title = 'Vehicles use this policy. Assign them another one first.';
}

export class PolicyNameTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'policy_name_taken';
  static override readonly title = 'Another booking policy has this name.';
}

mapConstraint('reasons_name', () => new ReasonNameTaken());
mapConstraint('policies_name', () => new PolicyNameTaken());
mapConstraint('bookings_never_overlap', () => new VehicleNotFree(BOOKED));
mapConstraint('bookings_vehicle', () => new UnknownReference('vehicleId'));
mapConstraint('bookings_reason', () => new UnknownReference('reasonId'));
