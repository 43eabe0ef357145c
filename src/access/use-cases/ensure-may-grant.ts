import type { Actor } from '../domain/actor.js';
import { BeyondOwnAccess } from '../domain/errors.js';
import type { PermissionKey } from '../domain/permissions.js';

/** What a role can do more than before. */
export interface Gain {
  readonly before: readonly PermissionKey[];
  readonly after: readonly PermissionKey[];
  /** Whether the actor has the role, and so would gain by it. */
  readonly ownRole: boolean;
}

/**
 * RP-11 for grants: to give a permission to a role is to give it to everybody who has the role, in whichever branch, and
 * will have it. So it must be the actor's to give in every branch; and what they do not hold, but may give as a duty, they
 * do not give to themselves. To take one away is no gain to anybody.
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
