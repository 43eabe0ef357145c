import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { groupsQuery } from '../api/choices';
import { may, useSession } from '../api/session';
import { board as m } from '../messages/board';
import { FilterSelect, GroupFilter, KindFilter } from '../shared/filters';
import { type Board, locationsQuery } from './board-query';
import type { BoardSearch } from './board-search';

const route = getRouteApi('/board');

const used = (ids: readonly (string | null)[]) => new Set(ids.filter((id) => id !== null));

/** By kind, location and group, each where the vehicles of the branch differ in it. They live in the URL. */
export function BoardFilters({ board: { vehicles } }: { board: Board }) {
  const search = route.useSearch();
  const session = useSession();
  const navigate = route.useNavigate();
  const change = (filter: Partial<BoardSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...filter }), replace: true });
  const kinds = [...used(vehicles.map(({ kind }) => kind))].toSorted();
  const locationIds = used(vehicles.map(({ locationId }) => locationId));
  const groupIds = used(vehicles.flatMap(({ groupIds: ids }) => ids));
  const locations = useQuery({
    ...locationsQuery,
    enabled: locationIds.size > 0 && may(session, 'equipment.read'),
  }).data?.filter(({ id }) => locationIds.has(id));
  const groups = useQuery({ ...groupsQuery, enabled: groupIds.size > 0 && may(session, 'groups.read') }).data?.filter(
    ({ id }) => groupIds.has(id),
  );
  if (kinds.length < 2 && !search.kind && !locations?.length && !groups?.length) return null;
  return (
    <search className="board-filters">
      <KindFilter kinds={kinds} value={search.kind} onChange={(kind) => change({ kind })} />
      {locations && locations.length > 0 && (
        <FilterSelect
          label={m.location}
          all={m.allLocations}
          options={locations}
          value={search.locationId}
          onChange={(locationId) => change({ locationId })}
        />
      )}
      {groups && groups.length > 0 && (
        <GroupFilter options={groups} value={search.groupId} onChange={(groupId) => change({ groupId })} />
      )}
    </search>
  );
}
