import { memo } from 'react';
import { roles as m } from '../messages/roles';
import { Menu } from '../ui/layers/menu';
import { cellKey, type Edits, withEdit } from './edits';
import { type Cell, labelOf, type MatrixArea, type MatrixPermission, type MatrixRole } from './matrix-query';

interface MatrixTableProps {
  roles: readonly MatrixRole[];
  areas: readonly MatrixArea[];
  edits: Edits;
  onEdits: (change: (edits: Edits) => Edits) => void;
  onRole: (what: 'edit' | 'reset' | 'delete', role: MatrixRole) => void;
  /** Whether there is nothing to save: a reset or a deletion would else take edits with it. */
  isClean: boolean;
}

/** Permissions × roles, by area. It scrolls inside its frame; names stay in sight. */
export function MatrixTable({ roles, areas, edits, onEdits, onRole, isClean }: MatrixTableProps) {
  return (
    <>
      <div className="table-frame matrix-frame" tabIndex={0} role="region" aria-label={m.caption}>
        <table className="matrix">
          <caption className="visually-hidden">{m.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{m.permission}</th>
              {roles.map((role) => (
                <th scope="col" key={role.id}>
                  <RoleHead role={role} onRole={onRole} isClean={isClean} />
                </th>
              ))}
            </tr>
          </thead>
          {areas.map(({ area, permissions }) => (
            <tbody key={area}>
              <tr className="matrix-area">
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  <span>{m.areas[area] ?? area}</span>
                </th>
              </tr>
              {permissions.map((permission) => (
                <MatrixRow
                  key={permission.key}
                  permission={permission}
                  roles={roles}
                  marks={marksOf(edits, permission, roles)}
                  onEdits={onEdits}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <Legend />
    </>
  );
}

/** The edits of one row as a text, so that a row is drawn again only when it has changed. */
const marksOf = (edits: Edits, { key }: MatrixPermission, roles: readonly MatrixRole[]): string =>
  roles.map(({ id }) => ({ true: '+', false: '-', undefined: '.' })[`${edits.get(cellKey(id, key))}`]).join('');

interface MatrixRowProps {
  permission: MatrixPermission;
  roles: readonly MatrixRole[];
  marks: string;
  onEdits: MatrixTableProps['onEdits'];
}

const MatrixRow = memo(function MatrixRow({ permission, roles, marks, onEdits }: MatrixRowProps) {
  const cells = new Map(permission.cells.map((cell) => [cell.roleId, cell]));
  return (
    <tr>
      <th scope="row">{labelOf(permission)}</th>
      {roles.map((role, index) => {
        const cell = cells.get(role.id);
        const edited = marks[index] === '.' ? undefined : marks[index] === '+';
        return (
          <td key={role.id}>
            {cell?.possible ? (
              <Grant permission={permission} role={role} cell={cell} edited={edited} onEdits={onEdits} />
            ) : (
              <span className="quiet" role="img" aria-label={m.notApplicable}>
                –
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
});

interface GrantProps {
  permission: MatrixPermission;
  role: MatrixRole;
  cell: Cell;
  edited: boolean | undefined;
  onEdits: MatrixTableProps['onEdits'];
}

/** One cell: a checkbox, and in words whether it differs from the default or is not saved yet. */
function Grant({ permission, role, cell, edited, onEdits }: GrantProps) {
  if (role.fixed) {
    return (
      <span role="img" aria-label={m.fixed}>
        ✓
      </span>
    );
  }
  const granted = edited ?? cell.granted;
  const isChanged = role.builtIn && granted !== cell.default;
  return (
    <label className="matrix-cell" data-edited={edited !== undefined || undefined}>
      <input
        type="checkbox"
        aria-label={m.cell(labelOf(permission), role.name)}
        checked={granted}
        onChange={({ target }) => {
          const { checked } = target;
          onEdits((edits) => withEdit(edits, cell, permission.key, checked));
        }}
      />
      {isChanged && <span className="matrix-mark">● {m.changed}</span>}
      {edited !== undefined && <span className="matrix-mark">✎ {m.edited}</span>}
    </label>
  );
}

function RoleHead({ role, onRole, isClean }: Pick<MatrixTableProps, 'onRole' | 'isClean'> & { role: MatrixRole }) {
  if (role.fixed) return <span className="matrix-role">{role.name}</span>;
  const entry = (what: 'edit' | 'reset' | 'delete', label: string) => {
    const note = isClean ? undefined : m.saveFirst;
    const isDangerous = what === 'delete';
    return { id: what, label, note, isDangerous, isDisabled: !isClean, onAction: () => onRole(what, role) };
  };
  const entries = role.builtIn ? [entry('reset', m.reset)] : [entry('edit', m.edit), entry('delete', m.remove)];
  return (
    <span className="matrix-role">
      <span>{role.name}</span>
      <Menu kind="plain" icon="more" aria-label={m.menuOf(role.name)} entries={entries} />
    </span>
  );
}

function Legend() {
  return (
    <p className="small quiet matrix-legend">
      <span>
        ● {m.changed}: {m.legendChanged}
      </span>
      <span>
        ✎ {m.edited}: {m.legendEdited}
      </span>
      <span>– {m.legendNotApplicable}</span>
    </p>
  );
}
