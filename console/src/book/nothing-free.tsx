import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Branch } from '../api/session';
import { book as m } from '../messages/book';
import { JoinWaitingList } from '../shared/booking/join-waiting-list';
import { partsOf } from '../time';
import { Select } from '../ui/fields/select';
import { vehiclesOfKindQuery } from './book-query';
import type { BookSearch } from './book-search';

interface NothingFreeProps {
  search: BookSearch & { from: string; to: string };
  branch: Branch;
}

/** What the search found nothing of. */
export const nothingOf = ({ kind, accessoryIds }: BookSearch): string => {
  if (accessoryIds) return m.nothingWith;
  return kind ? m.nothingOfKind(kind) : m.nothing;
};

/** The ways on from a search that found nothing: the waiting list, the board, or a wider search. */
export function NothingFree({ search, branch }: NothingFreeProps) {
  const { from, to, seats, kind, accessoryIds } = search;
  const wanted = { start: from, end: to, seats: seats ? Number(seats) : 1 };
  return (
    <div className="card message">
      {kind || accessoryIds ? (
        <WaitForOne search={search} branch={branch} wanted={wanted} />
      ) : (
        <>
          <p>{m.nothingText}</p>
          <JoinWaitingList branchId={branch.id} {...wanted} />
        </>
      )}
      <div className="row">
        {(kind || accessoryIds) && (
          <Link to="/book" search={{ ...search, kind: undefined, accessoryIds: undefined }} className="button">
            {m.anyVehicle}
          </Link>
        )}
        <Link
          to="/board"
          search={{ branchId: branch.id, date: partsOf(from, branch.timeZone).date }}
          className="button"
        >
          {m.board}
        </Link>
      </div>
    </div>
  );
}

/** The waiting list of a branch offers vehicles of any kind, so a search for one kind leads to the list of a single vehicle. */
function WaitForOne({ search, branch, wanted }: NothingFreeProps & { wanted: { start: string; end: string } }) {
  const { kind, accessoryIds, seats = '1' } = search;
  const { data: vehicles } = useQuery(vehiclesOfKindQuery(branch.id, kind));
  const [chosen, setChosen] = useState('');
  if (!vehicles) return null;
  const needed = accessoryIds?.split(',') ?? [];
  const suitable = vehicles.filter(
    (vehicle) => vehicle.seats >= Number(seats) && needed.every((id) => vehicle.accessoryIds.includes(id)),
  );
  const vehicle = suitable.find(({ id }) => id === chosen) ?? suitable[0];
  if (!vehicle) return <p>{m.hasNone(branch.name)}</p>;
  return (
    <>
      <p>{m.nothingOfKindText}</p>
      {suitable.length > 1 ? (
        <Select label={m.waitFor} options={suitable} value={vehicle.id} onChange={setChosen} />
      ) : (
        <p className="item-title">{vehicle.name}</p>
      )}
      <JoinWaitingList vehicleId={vehicle.id} {...wanted} />
    </>
  );
}
