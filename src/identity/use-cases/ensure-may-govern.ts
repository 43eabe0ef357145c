import { type Actor, BeyondOwnAccess, reachOf, type RoleView } from '../../access/index.js';
import type { User } from '../domain/user.js';

/**
 * RP-11, for taking away: an admin of one branch does not suspend somebody who could suspend people where they themselves
 * cannot. Others they may stop, whatever else those hold: it is giving that must not go beyond one's own.
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
