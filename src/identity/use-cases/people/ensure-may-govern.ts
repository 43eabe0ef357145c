import { type Actor, BeyondOwnAccess, reachOf, type RoleView } from '../../../access/index.js';
import type { User } from '../../domain/user.js';

/**
 * RP-11 for taking away: an admin of one branch cannot suspend someone who may suspend people in branches where the admin may
 * not. Otherwise an admin may suspend someone with more rights than their own: only granting is limited to what the admin
 * holds.
 *
 * @throws BeyondOwnAccess
 */
export function ensureMayGovern(
  actor: Actor,
  { roles: assigned, branchId }: User,
  roles: ReadonlyMap<string, RoleView>,
): void {
  for (const { roleId, branchIds } of assigned) {
    const role = roles.get(roleId);
    if (!role?.permissions.includes('users.suspend')) continue;
    const reach = reachOf(role.reach, branchIds, branchId);
    if (!actor.mayGive({ key: 'users.suspend', reach })) throw new BeyondOwnAccess();
  }
}
