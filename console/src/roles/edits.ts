import type { Cell, Matrix, MatrixPermission, MatrixRole, PermissionKey } from './matrix-query';

/** A cell that somebody has changed and not saved. */
export interface Edit {
  role: MatrixRole;
  permission: MatrixPermission;
  granted: boolean;
}

/** What each edited cell is to be. The key stands for a role and a permission. */
export type Edits = ReadonlyMap<string, boolean>;

export const cellKey = (roleId: string, permission: string): string => `${roleId} ${permission}`;

/** Sets a cell; one that is as it was is no edit. */
export function withEdit(edits: Edits, cell: Cell, permission: string, granted: boolean): Edits {
  const next = new Map(edits);
  const key = cellKey(cell.roleId, permission);
  if (granted === cell.granted) next.delete(key);
  else next.set(key, granted);
  return next;
}

/** The edits as a list, in the order of the matrix. What somebody else has done meanwhile is no edit any longer. */
export function listOf(edits: Edits, { roles, areas }: Matrix): Edit[] {
  const byId = new Map(roles.map((role) => [role.id, role]));
  return areas.flatMap(({ permissions }) =>
    permissions.flatMap((permission) =>
      permission.cells.flatMap((cell) => {
        const granted = edits.get(cellKey(cell.roleId, permission.key));
        const role = byId.get(cell.roleId);
        return granted === undefined || granted === cell.granted || !role ? [] : [{ role, permission, granted }];
      }),
    ),
  );
}

/** All permissions that a role has once these edits are saved. */
export function permissionsAfter(role: MatrixRole, edits: readonly Edit[]): PermissionKey[] {
  const keys = new Set(role.permissions);
  for (const { permission, granted } of edits) {
    if (granted) keys.add(permission.key);
    else keys.delete(permission.key);
  }
  return [...keys] as PermissionKey[];
}

/** The edits of each role, roles in the order in which they first occur. */
export function byRole(edits: readonly Edit[]): { role: MatrixRole; edits: Edit[] }[] {
  return [...Map.groupBy(edits, ({ role }) => role.id).values()].map((own) => ({ role: own[0]!.role, edits: own }));
}

/** What a reset of this role, or of all, would change. Roles of the organisation's own have no defaults. */
export function changesOfReset({ roles, areas }: Matrix, roleId?: string): Edit[] {
  const resettable = new Map(roles.filter(({ builtIn, fixed }) => builtIn && !fixed).map((role) => [role.id, role]));
  return areas.flatMap(({ permissions }) =>
    permissions.flatMap((permission) =>
      permission.cells.flatMap((cell) => {
        const role = resettable.get(cell.roleId);
        if (!role || !cell.changed || (roleId && roleId !== cell.roleId)) return [];
        return [{ role, permission, granted: cell.default }];
      }),
    ),
  );
}
