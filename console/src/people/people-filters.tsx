import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { groupsQuery, rolesQuery } from '../api/choices';
import { may, useBranches, useSession } from '../api/session';
import { people as m } from '../messages/people';
import { BranchFilter, GroupFilter, RoleFilter } from '../shared/filters';
import { Check } from '../ui/fields/choices';
import { SearchField } from '../ui/fields/text-field';
import { useTyped } from '../ui/fields/use-typed';
import { isSheetOpen, type PeopleFilter } from './people-search';

const route = getRouteApi('/people');

/**
 * Search and filters. They live in the URL, so that a reload, a link and going back keep them. Behind a sheet they wait
 * with what they offer to choose from.
 */
export function PeopleFilters() {
  const session = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (filters: PeopleFilter) =>
    void navigate({ search: (previous) => ({ ...previous, ...filters }), replace: true });
  const [typed, setTyped] = useTyped(search.q ?? '', (q) => change({ q: q.trim() || undefined }));
  const branches = useBranches();
  const isBehind = isSheetOpen(search);
  const mayRead = { roles: may(session, 'roles.read'), groups: may(session, 'groups.read') };
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: mayRead.roles && !isBehind });
  const { data: groups = [] } = useQuery({ ...groupsQuery, enabled: mayRead.groups && !isBehind });
  return (
    <search className="filters">
      <SearchField label={m.search} value={typed} onChange={setTyped} />
      <RoleFilter
        options={roles.filter(({ active }) => active)}
        value={search.roleId}
        onChange={(roleId) => change({ roleId })}
      />
      <BranchFilter options={branches} value={search.branchId} onChange={(branchId) => change({ branchId })} />
      <GroupFilter options={groups} value={search.groupId} onChange={(groupId) => change({ groupId })} />
      {search.tab === 'all' && (
        <Check
          label={m.withDeleted}
          isChecked={search.deleted === true}
          onChange={(isChecked) => change({ deleted: isChecked || undefined })}
        />
      )}
    </search>
  );
}
