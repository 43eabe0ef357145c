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
  static override readonly title = 'A group of one of these branches has this name.';
}

mapConstraint('branches_code_key', () => new BranchCodeTaken());
mapConstraint('group_names_in_branch', () => new GroupNameTaken());
mapConstraint('group_names_branch_id_fkey', () => new UnknownReference('branchIds'));
