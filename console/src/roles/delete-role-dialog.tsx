import { rolesQuery } from '../api/choices';
import { api, dataOf, ifMatch } from '../api/client';
import { useAction } from '../api/use-action';
import { roles as m } from '../messages/roles';
import { Confirm } from '../ui/layers/dialog';
import { toast } from '../ui/layers/toast';
import { matrixQuery, type MatrixRole } from './matrix-query';

export function DeleteRoleDialog({ role, onClose }: { role: MatrixRole; onClose: () => void }) {
  const remove = useAction<void, unknown>(
    () => dataOf(api.DELETE('/api/v1/roles/{id}', { params: { path: { id: role.id } }, headers: ifMatch(role) })),
    {
      refreshes: [matrixQuery.queryKey, rolesQuery.queryKey],
      onDone: () => {
        toast(m.removed(role.name));
        onClose();
      },
    },
  );
  return (
    <Confirm
      title={m.removeTitle(role.name)}
      action={m.remove}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.run()}
      onClose={onClose}
    >
      <p>{m.removeText}</p>
    </Confirm>
  );
}
