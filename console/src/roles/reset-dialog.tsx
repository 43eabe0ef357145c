import { api, dataOf, ifMatch } from '../api/client';
import { useAction } from '../api/use-action';
import { roles as m } from '../messages/roles';
import { Confirm } from '../ui/layers/dialog';
import { toast } from '../ui/layers/toast';
import { byRole, changesOfReset } from './edits';
import { labelOf, type Matrix, matrixQuery, type MatrixRole } from './matrix-query';

interface ResetDialogProps {
  matrix: Matrix;
  /** The one that is reset; without it all built-in ones are. */
  role?: MatrixRole;
  onClose: () => void;
}

/** Says what a reset would change before it does it. */
export function ResetDialog({ matrix, role, onClose }: ResetDialogProps) {
  const changes = byRole(changesOfReset(matrix, role?.id));
  const reset = useAction(() => resetRoles(role), {
    refreshes: [matrixQuery.queryKey],
    onDone: () => {
      toast(m.resetDone);
      onClose();
    },
  });
  return (
    <Confirm
      title={role ? m.resetOneTitle(role.name) : m.resetAllTitle}
      action={m.reset}
      isDangerous
      isPending={reset.isPending}
      error={reset.error}
      onConfirm={() => (changes.length > 0 ? reset.run() : onClose())}
      onClose={onClose}
    >
      <p>{changes.length > 0 ? m.resetText : m.resetNothing}</p>
      {changes.map(({ role: changed, edits }) => (
        <section key={changed.id} aria-label={changed.name}>
          <h3>{changed.name}</h3>
          <ul className="review-list">
            {edits.map(({ permission, granted }) => (
              <li key={permission.key}>
                <span>
                  <strong>{granted ? `+ ${m.gives}` : `− ${m.takes}`}</strong>
                  <br />
                  {labelOf(permission)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Confirm>
  );
}

function resetRoles(role: MatrixRole | undefined): Promise<unknown> {
  if (!role) return dataOf(api.POST('/api/v1/roles/reset'));
  const params = { path: { id: role.id } };
  return dataOf(api.POST('/api/v1/roles/{id}/reset', { params, headers: ifMatch(role) }));
}
