import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError } from '../../platform/domain/domain-error.js';

export class Unauthenticated extends DomainError {
  static override readonly kind = 'unauthenticated';
  static override readonly code = 'unauthenticated';
  static override readonly title = 'Sign in first.';
}

/** OP-6: sign-in settings, and whatever needs a step-up, cannot be used with a person's access token. */
export class SessionRequired extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'session_required';
  static override readonly title = 'This needs a person who is signed in with a browser, not an access token.';
}

/** ID-13: someone who finds an open browser must not be able to take over the account or the organisation. */
export class StepUpRequired extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'step_up_required';
  static override readonly title = 'Confirm that it’s you first: this needs a sign-in less than 5 minutes old.';
}

/** RP-11: nobody can give more than they hold. */
export class BeyondOwnAccess extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'beyond_own_access';
  static override readonly title = 'You can only give permissions, roles and branches that you have yourself.';
}

export class RoleNameTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'role_name_taken';
  static override readonly title = 'Another role has this name.';
}

export class BuiltInRoleFixed extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'built_in_role';
  static override readonly title = 'A built-in role cannot be renamed or deleted; only its permissions can change.';
}

/** RP-9: the grants of Organisation Admin and Owner are fixed, so that there is always a role that can repair the others. */
export class GrantsFixed extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'grants_fixed';
  static override readonly title = 'The permissions of Organisation Admin and Owner cannot be changed.';
}

/** A role that people still have cannot be deleted: take it from each of them first. */
export class RoleHeld extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'role_held';
  static override readonly title = 'This role is in use. Remove it from people and from clients first.';
}

mapConstraint('roles_name', () => new RoleNameTaken());
mapConstraint('roles_key', () => new RoleNameTaken());
