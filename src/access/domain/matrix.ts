import { catalogue, permissionsByArea, type Area, type PermissionKey } from './permissions.js';
import { isAdministrators, isDefault, isPossible, type RoleView } from './role-view.js';

export interface MatrixCell {
  readonly roleId: string;
  readonly granted: boolean;
  readonly default: boolean;
  /** The grant differs from the default. Never true for the organisation's own roles, which have no defaults. */
  readonly changed: boolean;
  /** Whether the role can have the permission at all: if not, the cell is blank. */
  readonly possible: boolean;
}

export interface Matrix {
  readonly roles: readonly (RoleView & { fixed: boolean })[];
  readonly areas: readonly {
    readonly area: Area;
    readonly permissions: readonly {
      readonly key: PermissionKey;
      readonly description: string;
      readonly cells: readonly MatrixCell[];
    }[];
  }[];
}

/** RP-9: permissions by area × roles, as a screen draws it. Roles of a set that is not in use have no column. */
export function matrixOf(all: Iterable<RoleView>): Matrix {
  const roles = [...all].filter(({ active }) => active);
  const cell = (key: PermissionKey, role: RoleView): MatrixCell => {
    const granted = role.permissions.includes(key);
    const byDefault = isDefault(key, role);
    const changed = role.builtIn && granted !== byDefault;
    return { roleId: role.id, granted, default: byDefault, changed, possible: isPossible(key, role) };
  };
  return {
    roles: roles.map((role) => ({ ...role, fixed: isAdministrators(role) })),
    areas: permissionsByArea.map(({ area, keys }) => ({
      area,
      permissions: keys.map((key) => ({
        key,
        description: catalogue[key].description,
        cells: roles.map((role) => cell(key, role)),
      })),
    })),
  };
}
