import type { Actor } from '../domain/actor.js';
import { BeyondOwnAccess } from '../domain/errors.js';
import type { PermissionKey } from '../domain/permissions.js';

/** What a change lets a role do that it could not do before. */
export interface Gain {
  readonly before: readonly PermissionKey[];
  readonly after: readonly PermissionKey[];
  /** Whether the actor has the role themselves and would gain by the change. */
  readonly ownRole: boolean;
}

/**
 * RP-11 for grants: giving a permission to a role gives it to everybody who has the role now or later, in any branch. So the
 * actor must be allowed to give it in every branch; and a duty that they may give without holding it, they may not give to
 * themselves. Taking a permission away is always allowed.
 *
 * @throws BeyondOwnAccess
 */
export function ensureMayGrant(actor: Actor, { before, after, ownRole }: Gain): void {
  const gained = after.filter((key) => !before.includes(key));
  const allowed = gained.every((key) =>
    ownRole ? actor.holdsEverywhere(key) : actor.mayGive({ key, reach: 'every' }),
  );
  if (!allowed) throw new BeyondOwnAccess();
}
