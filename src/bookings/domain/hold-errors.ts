import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError } from '../../platform/domain/domain-error.js';
import { VehicleNotFree } from './errors.js';

/** BR-6: it is not taken away over the heads of those who have it booked; `bookings` names them. */
export class VehicleHasBookings extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'vehicle_has_bookings';
  static override readonly title = 'The vehicle has open bookings. Move or cancel them first.';
}

// The last line, where the code did not look: the vehicle is out of service then (BR-5).
mapConstraint('bookings_over_unavailability', () => new VehicleNotFree('It is out of service at that time.'));
mapConstraint('unavailability_over_bookings', () => new VehicleNotFree('It is booked at that time.'));
