import type { Actor } from './actor.js';
import type { Reach } from './reach.js';
import type { RoleView } from './role-view.js';
import type { Action } from './subjects.js';

/** The acts in which somebody gives a person roles. */
export type GivingAct = Extract<Action, 'assign_roles' | 'create' | 'verify' | 'import' | 'change' | 'suspend'>;

/** The acts in which the actor chooses the roles. In the others the person has them already. */
const CHOOSING = ['assign_roles', 'create', 'verify'] as const;

/**
 * RP-11: whether the actor may give a role with this reach: they hold everything that it grants, in the branches where they
 * may do this act.
 */
export const mayGiveRole = (actor: Actor, act: GivingAct, role: RoleView | undefined, reach: Reach): boolean =>
  actor.covers(act, 'User', reach) && (role?.permissions ?? []).every((key) => actor.mayGive({ key, reach }));

/** Whether a caller may give a role at all, and where. */
export interface Giving {
  grantable: boolean;
  grantableIn: Reach;
}

/**
 * Answers what the check of an assignment would decide, for every branch at once, so that nobody learns it by being refused.
 */
export function givingOf(actor: Actor, role: RoleView): Giving {
  const may = (reach: Reach) => CHOOSING.some((act) => mayGiveRole(actor, act, role, reach));
  if (!role.active) return { grantable: false, grantableIn: [] };
  if (may('every')) return { grantable: true, grantableIn: 'every' };
  const branchIds = new Set(actor.permissions.flatMap(({ reach }) => (reach === 'every' ? [] : reach)));
  const grantableIn = [...branchIds].filter((branchId) => may([branchId])).sort();
  return { grantable: grantableIn.length > 0, grantableIn };
}
