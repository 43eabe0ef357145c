import { cellKey, type Edits } from './edits';
import type { Matrix, MatrixArea, MatrixRole } from './matrix-query';
import type { RolesSearch } from './roles-search';

/** The columns: all roles, or the one that was chosen. */
export const shownRoles = ({ roles }: Matrix, { roleId }: RolesSearch): MatrixRole[] =>
  roles.filter(({ id }) => roleId === undefined || id === roleId);

/** The rows that the search and "Changed only" leave, in their areas. */
export function shownAreas(matrix: Matrix, search: RolesSearch, edits: Edits): MatrixArea[] {
  const words = (search.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const columns = new Set(shownRoles(matrix, search).map(({ id }) => id));
  const own = new Set(matrix.roles.filter(({ builtIn }) => !builtIn).map(({ id }) => id));
  return matrix.areas
    .map(({ area, permissions }) => ({
      area,
      permissions: permissions.filter(({ key, description, cells }) => {
        const text = `${key} ${description}`.toLowerCase();
        if (!words.every((word) => text.includes(word))) return false;
        if (search.changed !== 'yes') return true;
        return cells.some(
          ({ roleId, changed }) =>
            columns.has(roleId) && ((changed && !own.has(roleId)) || edits.has(cellKey(roleId, key))),
        );
      }),
    }))
    .filter(({ permissions }) => permissions.length > 0);
}
