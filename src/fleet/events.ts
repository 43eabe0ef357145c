import { DomainEvent } from '../platform/domain/domain-event.js';

interface VehicleFacts {
  vehicleId: string;
  branchId: string;
}

/** BR-6: the vehicle takes no new bookings. Existing ones stay, and the people in them are told. */
export class VehicleDisabled extends DomainEvent<VehicleFacts> {
  static override readonly type = 'fleet.vehicle-disabled';
}

export class VehicleEnabled extends DomainEvent<VehicleFacts> {
  static override readonly type = 'fleet.vehicle-enabled';
}

/** Handled before the commit: an open booking refuses it. */
export class VehicleArchived extends DomainEvent<VehicleFacts> {
  static override readonly type = 'fleet.vehicle-archived';
}

/** The vehicle moved to another branch. Handled before the commit: an open booking refuses it. */
export class VehicleMoved extends DomainEvent<VehicleFacts & { from: string }> {
  static override readonly type = 'fleet.vehicle-moved';
}

/** BK-8. Handled before the commit: a booking with more people refuses it. */
export class VehicleSeatsReduced extends DomainEvent<VehicleFacts & { seats: number }> {
  static override readonly type = 'fleet.vehicle-seats-reduced';
}

interface UnavailabilityFacts {
  unavailabilityId: string;
  vehicleId: string;
  start: string;
  end: string;
}

/** BR-5. Handled before the commit: a booking at that time refuses it. Instants are RFC 3339 in UTC. */
export class VehicleMadeUnavailable extends DomainEvent<UnavailabilityFacts & { note: string }> {
  static override readonly type = 'fleet.vehicle-made-unavailable';
}

export class VehicleAvailableAgain extends DomainEvent<UnavailabilityFacts> {
  static override readonly type = 'fleet.vehicle-available-again';
}
