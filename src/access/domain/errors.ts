import { DomainError } from '../../platform/domain/domain-error.js';

export class Unauthenticated extends DomainError {
  static override readonly kind = 'unauthenticated';
  static override readonly code = 'unauthenticated';
  static override readonly title = 'Sign in first.';
}

/** RP-11: nobody can give more than they hold. */
export class BeyondOwnAccess extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'beyond_own_access';
  static override readonly title = 'You cannot give a role, or a reach, that goes beyond your own.';
}
