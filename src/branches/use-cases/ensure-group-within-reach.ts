import type { Actor } from '../../access/index.js';
import { Forbidden, UnknownReference } from '../../platform/domain/domain-error.js';

/**
 * BR-2: a group is made or changed only where every branch that it belongs to is in the admin's reach.
 *
 * @param known those of the branches that exist
 * @throws UnknownReference for a branch that does not exist or that the actor may not see; Forbidden for one that they
 *   see and whose groups are not theirs
 */
export function ensureGroupWithinReach(
  actor: Actor,
  branchIds: readonly string[],
  known: readonly { id: string }[],
): void {
  for (const [index, id] of branchIds.entries()) {
    const branch = known.find((each) => each.id === id);
    if (!branch || !actor.can('read', 'Branch', branch)) throw new UnknownReference(`branchIds.${index}`);
  }
  if (!branchIds.every((id) => actor.holds('groups.manage', id))) throw new Forbidden();
}
