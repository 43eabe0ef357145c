import { useQuery } from '@tanstack/react-query';
import { groupsQuery } from '../api/choices';
import { may, useSession } from '../api/session';
import { board as m } from '../messages/board';
import { FilterSelect, GroupFilter, KindFilter } from '../shared/filters';
import { type Board, locationsQuery } from './board-query';
import type { Filters } from './use-filters';

const used = (ids: readonly (string | null)[]) => new Set(ids.filter((id) => id !== null));

interface BoardFiltersProps {
  board: Board;
  filters: Filters;
  onChange: (part: Filters) => void;
}

/** By kind, location and group, each where the vehicles of the branch differ in it. */
export function BoardFilters({ board: { vehicles }, filters, onChange }: BoardFiltersProps) {
  const session = useSession();
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
  if (kinds.length < 2 && !filters.kind && !locations?.length && !groups?.length) return null;
  return (
    <search className="board-filters">
      <KindFilter kinds={kinds} value={filters.kind} onChange={(kind) => onChange({ kind })} />
      {locations && locations.length > 0 && (
        <FilterSelect
          label={m.location}
          all={m.allLocations}
          options={locations}
          value={filters.locationId}
          onChange={(locationId) => onChange({ locationId })}
        />
      )}
      {groups && groups.length > 0 && (
        <GroupFilter options={groups} value={filters.groupId} onChange={(groupId) => onChange({ groupId })} />
      )}
    </search>
  );
}
