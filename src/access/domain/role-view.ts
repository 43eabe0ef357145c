import { administrators } from './catalogue/permission.js';
import { builtInRoles, isBuiltIn, type RoleSet } from './built-in-roles.js';
import { catalogue, type PermissionKey, permissionKeys } from './permissions.js';
import type { NaturalReach } from './reach.js';

/** A named set of permissions. The keys of the built-in roles are part of the API. */
export interface RoleView {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
  /** The set that a built-in role belongs to; null for the organisation's own. */
  readonly set: RoleSet | null;
  /**
   * Whether the role can be given to people. Roles of a set that the organisation does not use cannot (RP-4); people who have
   * one keep it.
   */
  readonly active: boolean;
  readonly reach: NaturalReach;
  /** The key of the role that an add-on needs beside it (RP-3). */
  readonly needs: string | null;
  readonly permissions: readonly PermissionKey[];
  readonly version: number;
}

/** A role as stored. A built-in role stores only its key and the changes to its grants. */
export interface StoredRole {
  readonly id: string;
  readonly key: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly reach: NaturalReach | null;
  /**
   * Permissions that are granted but not by default. The organisation's own roles have no defaults, so all their grants are
   * here.
   */
  readonly added: readonly string[];
  /** Permissions that are granted by default but were taken away. */
  readonly removed: readonly string[];
  readonly version: number;
}

type RoleTraits = Pick<RoleView, 'key' | 'builtIn' | 'reach'>;

/** RP-9: Organisation Admin and Owner stay as they are. */
export const isAdministrators = ({ key }: Pick<RoleView, 'key'>): boolean =>
  (administrators as readonly string[]).includes(key);

/**
 * Whether a role can have a permission at all; if not, its cell in the matrix is blank (RP-9, RP-10). Roles with fixed grants
 * can have exactly what they have.
 */
export function isPossible(key: PermissionKey, role: RoleTraits): boolean {
  const { rows, only, never } = catalogue[key];
  if (isAdministrators(role)) return isDefault(key, role);
  if (only === 'administrators' || (only && role.builtIn)) return false;
  if (rows === 'organisation' && role.reach !== 'every') return false;
  return !role.builtIn || !(never as readonly string[] | undefined)?.includes(role.key);
}

export const isDefault = (key: PermissionKey, { key: role, builtIn }: Pick<RoleView, 'key' | 'builtIn'>): boolean =>
  builtIn && (catalogue[key].defaults as readonly string[]).includes(role);

/** The role with its permissions: the defaults from the code, with the organisation's changes. */
export function effective(stored: StoredRole, setsInUse: readonly RoleSet[]): RoleView {
  const { id, key, added, removed, version } = stored;
  const builtIn = stored.name === null;
  const kind = builtIn && isBuiltIn(key) ? builtInRoles[key] : undefined;
  if (builtIn && !kind) throw new Error(`The database has a built-in role ${key} that this program does not know.`);
  const reach = kind?.reach ?? stored.reach!;
  const fixed = isAdministrators({ key });
  const isGranted = (permission: PermissionKey) => {
    const byDefault = isDefault(permission, { key, builtIn });
    if (fixed || !isPossible(permission, { key, builtIn, reach })) return byDefault;
    return byDefault ? !removed.includes(permission) : added.includes(permission);
  };
  return {
    id,
    key,
    name: kind?.name ?? stored.name!,
    description: kind?.description ?? stored.description!,
    builtIn,
    set: kind?.set ?? null,
    active: !kind || setsInUse.includes(kind.set),
    reach,
    needs: kind?.needs ?? null,
    permissions: permissionKeys.filter(isGranted),
    version,
  };
}

/** The changes to store so that a role has exactly these permissions. */
export function differenceFromDefaults(
  role: Pick<RoleView, 'key' | 'builtIn'>,
  granted: readonly PermissionKey[],
): { added: PermissionKey[]; removed: PermissionKey[] } {
  return {
    added: permissionKeys.filter((key) => granted.includes(key) && !isDefault(key, role)),
    removed: permissionKeys.filter((key) => !granted.includes(key) && isDefault(key, role)),
  };
}
