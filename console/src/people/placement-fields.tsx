import { useQuery } from '@tanstack/react-query';
import { errorAt } from '../api/api-problem';
import { groupsQuery, rolesQuery } from '../api/choices';
import { may, useBranches, useSession } from '../api/session';
import { people } from '../messages/people';
import { Choices } from '../ui/fields/choices';
import { Select } from '../ui/fields/select';
import { type Assignment, isGrantable, type Placement, type Role } from './placement';

const m = people.placement;

interface FieldProps {
  value: Placement;
  onChange: (placement: Placement) => void;
  error: Error | null;
}

interface BranchFieldProps extends FieldProps {
  /** What the person who is signed in must be allowed to do in a branch to choose it. */
  permission: 'users.verify' | 'users.add' | 'users.edit';
}

/** The branch, and with another branch those of the groups that it has as well. */
export function BranchField({ value, onChange, error, permission }: BranchFieldProps) {
  const session = useSession();
  const branches = useBranches();
  const { data: groups = [] } = useQuery(groupsQuery);
  const options = branches.filter(({ id }) => id === value.branchId || may(session, permission, id));
  const choose = (branchId: string) => {
    const kept = groups.filter(({ branchIds }) => branchIds.includes(branchId)).map(({ id }) => id);
    onChange({ ...value, branchId, groupIds: value.groupIds.filter((id) => kept.includes(id)) });
  };
  return (
    <Select
      label={people.branch}
      none={value.branchId ? undefined : m.chooseBranch}
      options={options}
      value={value.branchId}
      onChange={choose}
      error={errorAt(error, 'branchId')}
    />
  );
}

export function GroupsField({ value, onChange, error }: FieldProps) {
  const { data: groups = [] } = useQuery(groupsQuery);
  return (
    <Choices
      label={people.groups}
      options={groups.filter(({ branchIds }) => branchIds.includes(value.branchId))}
      none={value.branchId ? m.noGroups : m.chooseBranchFirst}
      value={value.groupIds}
      onChange={(groupIds) => onChange({ ...value, groupIds })}
      error={errorAt(error, 'groupIds')}
    />
  );
}

interface RolesFieldProps extends FieldProps {
  /** What the person has already: shown even where it is not to be given. */
  held?: readonly { roleId: string; name: string }[];
}

/** The roles that the API says may be given; those that reach listed branches ask for the branches. */
export function RolesField({ value, onChange, error, held = [] }: RolesFieldProps) {
  const { data: roles = [] } = useQuery(rolesQuery);
  const branches = useBranches();
  const offered = roles.filter((role) => isGrantable(role, value.branchId));
  const fixed = held.filter(({ roleId }) => !offered.some(({ id }) => id === roleId));
  const options = [
    ...offered.map(({ id, name, description }) => ({ id, name, help: description })),
    ...fixed.map(({ roleId, name }) => ({ id: roleId, name, help: m.held, isDisabled: true })),
  ];
  const choose = (ids: string[]) =>
    onChange({
      ...value,
      roles: ids.map((roleId) => value.roles.find((role) => role.roleId === roleId) ?? { roleId, branchIds: null }),
    });
  const listed = offered.filter(
    ({ id, reach }) => reach === 'listed' && value.roles.some(({ roleId }) => roleId === id),
  );
  const withBranches = (changed: Role, branchIds: string[]) =>
    value.roles.map((role): Assignment =>
      role.roleId === changed.id ? { ...role, branchIds: branchIds.length > 0 ? branchIds : null } : role,
    );
  return (
    <>
      <Choices
        label={people.roles}
        help={m.rolesHelp}
        options={options}
        none={value.branchId ? m.noRolesToGive : m.chooseBranchFirst}
        value={value.roles.map(({ roleId }) => roleId)}
        onChange={choose}
        error={errorAt(error, 'roles')}
      />
      {listed.map((role) => (
        <Choices
          key={role.id}
          label={m.branchesOf(role.name)}
          options={branches.filter(({ id }) => role.grantableIn === 'every' || role.grantableIn.includes(id))}
          value={value.roles.find(({ roleId }) => roleId === role.id)?.branchIds ?? []}
          onChange={(branchIds) => onChange({ ...value, roles: withBranches(role, branchIds) })}
        />
      ))}
    </>
  );
}
