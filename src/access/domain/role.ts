import type { PermissionKey } from './permissions.js';
import type { NaturalReach } from './reach.js';

/** A named set of permissions. The built-in ones come with migrations; their keys are the contract's. */
export interface Role {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
  readonly reach: NaturalReach;
  /** The key of the role that an add-on needs beside it (RP-3). */
  readonly needs: string | null;
  readonly permissions: readonly PermissionKey[];
}
