import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError, UnknownReference } from '../../platform/domain/domain-error.js';

export class BranchCodeTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'branch_code_taken';
  static override readonly title = 'Another branch has this code.';
}

/** BR-2: a group's name is unique within each branch that it belongs to. */
export class GroupNameTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'group_name_taken';
  static override readonly title = 'A group in one of these branches already has this name.';
}

export class LocationNameTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'location_name_taken';
  static override readonly title = 'A location in one of these branches already has this name.';
}

export class AccessoryNameTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'accessory_name_taken';
  static override readonly title = 'An accessory in one of these branches already has this name.';
}

/** Vehicles or people of a branch that it would leave still use it; `vehicles` or `users` says how many. */
export class BelongingInUse extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'in_use';
  static override readonly title = 'This is still in use. Remove it from those people and vehicles first.';
}

mapConstraint('branches_code_key', () => new BranchCodeTaken());
mapConstraint('group_names_in_branch', () => new GroupNameTaken());
mapConstraint('location_names_in_branch', () => new LocationNameTaken());
mapConstraint('accessory_names_in_branch', () => new AccessoryNameTaken());
mapConstraint('group_names_branch_id_fkey', () => new UnknownReference('branchIds'));
mapConstraint('location_names_branch_id_fkey', () => new UnknownReference('branchIds'));
mapConstraint('accessory_names_branch_id_fkey', () => new UnknownReference('branchIds'));
