import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { groupsQuery, kindsQuery } from '../api/choices';
import { useBranches } from '../api/session';
import { vehicles as m } from '../messages/vehicles';
import { BranchFilter, FilterSelect, GroupFilter, KindFilter } from '../shared/filters';
import { SearchField } from '../ui/fields/text-field';
import { useTyped } from '../ui/fields/use-typed';
import { STATES, type VehiclesSearch } from './vehicles-search';

const route = getRouteApi('/vehicles');
const STATE_OPTIONS = STATES.map((id) => ({ id, name: m.states[id] }));

/** Search and filters. They live in the URL, so that a reload, a link and going back keep them. */
export function VehiclesFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (filters: Partial<VehiclesSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...filters }), replace: true });
  const [typed, setTyped] = useTyped(search.q ?? '', (q) => change({ q: q.trim() || undefined }));
  const branches = useBranches();
  // Behind a sheet they wait with what they offer.
  const enabled = search.open === undefined;
  const { data: groups = [] } = useQuery({ ...groupsQuery, enabled });
  const { data: kinds = [] } = useQuery({ ...kindsQuery, enabled });
  return (
    <search className="filters">
      <SearchField label={m.search} value={typed} onChange={setTyped} />
      <BranchFilter options={branches} value={search.branchId} onChange={(branchId) => change({ branchId })} />
      <KindFilter kinds={kinds} value={search.kind} onChange={(kind) => change({ kind })} />
      <FilterSelect
        label={m.state}
        all={m.allStates}
        options={STATE_OPTIONS}
        value={search.state}
        onChange={(state) => change({ state: state as VehiclesSearch['state'] })}
      />
      <GroupFilter options={groups} value={search.groupId} onChange={(groupId) => change({ groupId })} />
    </search>
  );
}
