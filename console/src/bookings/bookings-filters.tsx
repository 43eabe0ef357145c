import { getRouteApi } from '@tanstack/react-router';
import { may, useBranches, useSession } from '../api/session';
import { bookings } from '../messages/bookings';
import { common } from '../messages/en';
import { BranchFilter } from '../shared/filters';
import { Button } from '../ui/button';
import { Select } from '../ui/fields/select';
import { DateField } from '../ui/when';
import { type BookingsSearch, type Show, SHOWS } from './bookings-search';

const route = getRouteApi('/bookings');
const m = bookings.filters;

/** They live in the URL, so that a reload, a link and going back keep them. */
export function BookingsFilters({ vehicle }: { vehicle: string | undefined }) {
  const session = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { tab = 'upcoming', show = 'ahead', branchId, vehicleId, from, to } = search;
  const isBranch = tab === 'branch';
  const branches = useBranches();
  const change = (filters: Partial<BookingsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...filters }), replace: true });
  if (tab === 'upcoming' || tab === 'recurring') return null;
  return (
    <search className="filters bookings-filters">
      {isBranch && (
        <>
          <Select
            label={m.show}
            options={SHOWS.map((id) => ({ id, name: bookings.shows[id] }))}
            value={show}
            onChange={(id) => change({ show: id === 'ahead' ? undefined : (id as Show) })}
          />
          <BranchFilter
            options={branches.filter(({ id }) => may(session, 'bookings.read', id))}
            value={branchId}
            onChange={(id) => change({ branchId: id })}
          />
        </>
      )}
      <DateField
        label={m.from}
        isOptional
        value={from ?? ''}
        onChange={(date) => change({ from: date || undefined })}
      />
      <DateField label={m.to} isOptional value={to ?? ''} onChange={(date) => change({ to: date || undefined })} />
      {isBranch && vehicleId && (
        <ul className="chips" aria-label={bookings.columns.vehicle}>
          <li className="chip">
            {m.oneVehicle(vehicle ?? m.thisVehicle)}
            <Button
              kind="plain"
              icon="close"
              aria-label={common.remove(vehicle ?? m.thisVehicle)}
              onPress={() => change({ vehicleId: undefined })}
            />
          </li>
        </ul>
      )}
    </search>
  );
}
