import type { Schema } from '../api/types';
import type { Person } from './people-query';

export type Role = Schema<'Role'>;
export type Assignment = { roleId: string; branchIds: string[] | null };

/** Where somebody belongs, and what they may do. */
export interface Placement {
  branchId: string;
  groupIds: string[];
  roles: Assignment[];
}

export const placementOf = ({ branchId, groupIds, roles }: Person): Placement => ({
  branchId: branchId ?? '',
  groupIds: [...groupIds],
  roles: roles.map((role) => ({ roleId: role.roleId, branchIds: role.branchIds })),
});

/** Whether the person who is signed in may give the role to somebody of that branch. */
export function isGrantable({ grantable, grantableIn, reach }: Role, branchId: string): boolean {
  if (!grantable || grantableIn === 'every') return grantable;
  if (reach === 'every') return false;
  return reach === 'listed' ? grantableIn.length > 0 : grantableIn.includes(branchId);
}

/** The fields of a placement, as the API names them in errors. */
export const PLACEMENT_FIELDS = ['branchId', 'groupIds', 'roles'] as const;

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
