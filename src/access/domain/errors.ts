import { mapConstraint } from '../../platform/domain/constraint-errors.js';
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
  static override readonly title = 'You cannot give a permission, a role, or a reach, that goes beyond your own.';
}

export class RoleNameTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'role_name_taken';
  static override readonly title = 'Another role has this name.';
}

export class BuiltInRoleFixed extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'built_in_role';
  static override readonly title = 'A built-in role keeps its name and stays; only its permissions change.';
}

/** RP-9: the two roles that everything can be repaired with. */
export class GrantsFixed extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'grants_fixed';
  static override readonly title = 'What Organisation Admin and Owner may do cannot be changed.';
}

/** Taking a role away is done to each person by name, so that nobody loses one by the way. */
export class RoleHeld extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'role_held';
  static override readonly title =
    'This role is in use: take it from who has it, and from the clients that name it, first.';
}

mapConstraint('roles_name', () => new RoleNameTaken());
mapConstraint('roles_key', () => new RoleNameTaken());
