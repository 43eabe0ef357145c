import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError } from '../../platform/domain/domain-error.js';
import { VehicleNotFree } from './errors.js';

/** BR-6: a vehicle is not taken away from people who have booked it; `bookings` names their bookings. */
export class VehicleHasBookings extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'vehicle_has_bookings';
  static override readonly title = 'The vehicle has open bookings. Move or cancel them first.';
}

// If the database refuses what the code did not check, the vehicle is out of service (BR-5).
mapConstraint('bookings_over_unavailability', () => new VehicleNotFree('It is out of service at that time.'));
mapConstraint('unavailability_over_bookings', () => new VehicleNotFree('It is booked at that time.'));
