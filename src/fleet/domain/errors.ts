import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError, UnknownReference } from '../../platform/domain/domain-error.js';

export class RegistrationTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'registration_taken';
  static override readonly title = 'Another vehicle has this registration.';
}

/** BR-5: two periods out of service must not overlap. */
export class AlreadyUnavailable extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'already_unavailable';
  static override readonly title = 'The vehicle is already out of service for part of that time.';
}

mapConstraint('vehicles_registration', () => new RegistrationTaken());
mapConstraint('vehicles_branch', () => new UnknownReference('branchId'));
mapConstraint('vehicles_location', () => new UnknownReference('locationId'));
mapConstraint('vehicles_approval_flow', () => new UnknownReference('approvalFlowId'));
mapConstraint('vehicles_policy', () => new UnknownReference('policyId'));
mapConstraint('unavailability_never_overlap', () => new AlreadyUnavailable());
