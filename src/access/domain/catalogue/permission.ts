import type { BuiltInRoleKey } from '../built-in-roles.js';
import type { Action, SubjectName } from '../subjects.js';

/**
 * Which rows a permission opens: those of the branches in reach (by the field that names the branch, or by two fields where a
 * row concerns two branches), those of the user (by the fields that name the user), all rows of the organisation for anyone
 * who reaches every branch, or all rows for every holder. Roles are of the last kind: they belong to no branch, and anyone
 * who adds people has to choose among them.
 */
export type Rows =
  | { branch: string; about?: string; pendingOnlyWhereOpen?: true }
  | { own: readonly string[] }
  | { heldAnywhere: true }
  | 'organisation';

/**
 * One permission. A new one is an entry in the file of its area; from the next start on the roles in `defaults` have it, in
 * every organisation that has not taken it away. For example:
 *
 *     'locations.manage': {
 *       description: 'Make and change locations that exist only in the branches in reach.',
 *       allows: [['create', 'Location'], ['change', 'Location']],
 *       rows: { branch: 'branchIds' },
 *       defaults: managers,
 *       never: customers,
 *     },
 *
 * Anyone who gives a role must hold all that it grants (RP-11): what a `booker` has by default belongs to the admins of
 * branches too, and what a `student` has to `instructor` and `office_staff`; a test says so where it does not.
 */
export interface Permission {
  /** In plain words, for the matrix: what its holder may do. */
  readonly description: string;
  readonly allows: readonly (readonly [Action, SubjectName])[];
  readonly rows: Rows;
  /** Other subjects that the permission also opens. */
  readonly also?: { readonly allows: readonly (readonly [Action, SubjectName])[]; readonly rows: Rows };
  /** The built-in roles that have it as long as the organisation has not changed them (RP-9). */
  readonly defaults: readonly BuiltInRoleKey[];
  /** Built-in roles that it makes no sense for: blank cells of the matrix. */
  readonly never?: readonly BuiltInRoleKey[];
  /**
   * Who besides Organisation Admin and Owner can be given this permission: nobody (RP-8), or only the organisation's own
   * roles (RP-10). Left out: any role whose reach fits.
   */
  readonly only?: 'administrators' | 'administrators_and_own_roles';
  /** Holders of this other permission may give this one without holding it themselves (RP-11). For duties, not powers. */
  readonly givenBy?: string;
}

export const define = <Key extends string>(permissions: Record<Key, Permission>) => permissions;

export const byBranch: Rows = { branch: 'branchId' };
/** RP-7: the people of a branch; those who wait for approval only if the branch is open to sign-up. */
export const byPerson: Rows = { branch: 'branchId', pendingOnlyWhereOpen: true };
/** RP-13: an email to a person of one branch may be about another branch: both must be in reach. */
export const byMail: Rows = { branch: 'branchId', about: 'aboutBranchId', pendingOnlyWhereOpen: true };

// Roles that are often named together.

/** Their grants cannot be changed (RP-9), and some permissions are theirs alone (RP-8). */
export const administrators = ['organisation_admin', 'owner'] as const;
export const branchAdmins = ['branch_admin', 'multibranch_admin', ...administrators] as const;
/** Roles that run a branch, in a fleet and in a flight school. */
export const managers = [...branchAdmins, 'office_staff'] as const;
export const addOns = ['multibranch_booker', 'on_behalf_booker'] as const;
/** Roles of people who fly or learn to fly. */
export const pilots = ['member', 'student', 'renter'] as const;
/** Roles of people who only book for themselves: they do not administer others. */
export const customers = ['booker', ...addOns, ...pilots] as const;
