import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError, UnknownReference } from '../../platform/domain/domain-error.js';

export class RegistrationTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'registration_taken';
  static override readonly title = 'Another vehicle has this registration.';
}

mapConstraint('vehicles_registration', () => new RegistrationTaken());
mapConstraint('vehicles_branch', () => new UnknownReference('branchId'));
mapConstraint('vehicles_policy', () => new UnknownReference('policyId'));
mapConstraint('vehicles_approval_flow', () => new UnknownReference('approvalFlowId'));
