import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { rolesQuery } from '../api/choices';
import { api, dataOf, ifMatch } from '../api/client';
import { useAction } from '../api/use-action';
import { common } from '../messages/en';
import { roles as m } from '../messages/roles';
import { Choices } from '../ui/fields/choices';
import { ProblemNotice } from '../ui/notice';
import { Select } from '../ui/fields/select';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { labelOf, matrixQuery, type MatrixRole, type PermissionKey } from './matrix-query';

const REACHES = (['home', 'listed', 'every'] as const).map((id) => ({ id, name: m.reaches[id] }));
type Reach = (typeof REACHES)[number]['id'];

interface RoleSheetProps {
  /** The one that is edited; without it a new one is made. */
  role?: MatrixRole;
  onClose: () => void;
}

/** A role of the organisation's own: its name, and for a new one where it counts and what it may do. */
export function RoleSheet({ role, onClose }: RoleSheetProps) {
  const [name, setName] = useState(role?.name ?? '');
  const [description, setDescription] = useState(role?.description ?? '');
  const [reach, setReach] = useState<Reach>('home');
  const [permissions, setPermissions] = useState<string[]>([]);
  const save = useAction<void, unknown>(
    () =>
      role
        ? dataOf(
            api.PATCH('/api/v1/roles/{id}', {
              params: { path: { id: role.id } },
              body: { name, description },
              headers: ifMatch(role),
            }),
          )
        : dataOf(
            api.POST('/api/v1/roles', {
              body: { name, description, reach, permissions: permissions as PermissionKey[] },
            }),
          ),
    {
      refreshes: [matrixQuery.queryKey, rolesQuery.queryKey],
      onDone: () => {
        toast(role ? m.updated(name) : permissions.length > 0 ? m.created(name) : m.createdEmpty(name));
        onClose();
      },
    },
  );
  const foot = <SubmitFoot onCancel={onClose} isPending={save.isPending} submit={role ? common.save : m.create} />;
  return (
    <Sheet
      title={role ? m.editRole(role.name) : m.newRole}
      isBlank={!role}
      onClose={onClose}
      onSubmit={() => save.run()}
      foot={foot}
    >
      <ProblemNotice error={save.error} fields={['name', 'description', 'reach', 'permissions']} />
      <TextField label={m.name} value={name} onChange={setName} error={errorAt(save.error, 'name')} maxLength={60} />
      <TextField
        label={m.description}
        isOptional
        isLong
        value={description}
        onChange={setDescription}
        error={errorAt(save.error, 'description')}
        maxLength={300}
      />
      {!role && (
        <>
          <Select
            label={m.reach}
            help={m.reachHelp}
            options={REACHES}
            value={reach}
            onChange={(id) => setReach(id as Reach)}
            error={errorAt(save.error, 'reach')}
          />
          <PermissionChoices value={permissions} onChange={setPermissions} error={errorAt(save.error, 'permissions')} />
        </>
      )}
    </Sheet>
  );
}

interface PermissionChoicesProps {
  value: readonly string[];
  onChange: (keys: string[]) => void;
  error: string | undefined;
}

function PermissionChoices({ value, onChange, error }: PermissionChoicesProps) {
  const { data } = useQuery(matrixQuery);
  const options = (data?.areas ?? []).flatMap(({ permissions }) =>
    permissions.map((permission) => ({ id: permission.key, name: labelOf(permission) })),
  );
  return <Choices label={m.startFrom} isOptional options={options} value={value} onChange={onChange} error={error} />;
}
