import type { Actor } from './actor.js';
import type { Reach } from './reach.js';
import type { RoleView } from './role-view.js';
import type { Action } from './subjects.js';

/** What somebody does with a person when roles are given by it. */
export type GivingAct = Extract<Action, 'assign_roles' | 'create' | 'verify' | 'import' | 'change' | 'suspend'>;

/** The acts in which people choose the roles that they give. */
const CHOOSING = ['assign_roles', 'create', 'verify'] as const;

/** RP-11: whether a role with this reach is the actor's to give: they hold what it grants, where they do such acts. */
export const mayGiveRole = (actor: Actor, act: GivingAct, role: RoleView | undefined, reach: Reach): boolean =>
  actor.covers(act, 'User', reach) && (role?.permissions ?? []).every((key) => actor.mayGive({ key, reach }));

/** Whether a caller may give a role at all, and where. */
export interface Giving {
  grantable: boolean;
  grantableIn: Reach;
}

/** The same as the check of an assignment decides, for every branch at once: so nobody learns it by being refused. */
export function givingOf(actor: Actor, role: RoleView): Giving {
  const may = (reach: Reach) => CHOOSING.some((act) => mayGiveRole(actor, act, role, reach));
  if (!role.active) return { grantable: false, grantableIn: [] };
  if (may('every')) return { grantable: true, grantableIn: 'every' };
  const branchIds = new Set(actor.permissions.flatMap(({ reach }) => (reach === 'every' ? [] : reach)));
  const grantableIn = [...branchIds].filter((branchId) => may([branchId])).sort();
  return { grantable: grantableIn.length > 0, grantableIn };
}
