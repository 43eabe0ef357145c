import { useQuery } from '@tanstack/react-query';
import { may, useSession } from '../api/session';
import { shell } from '../messages/shell';
import { vehicles } from '../messages/vehicles';
import { rangeOf } from '../time';
import { ProblemNotice } from '../ui/notice';
import { openBookingsQuery, type Vehicle } from './vehicles-query';

const m = vehicles.affected;

/** Who has the vehicle from now on: what disabling it is about, and what stands in the way of archiving it. */
export function AffectedBookings({ vehicle, zone }: { vehicle: Vehicle; zone: string }) {
  const canSee = may(useSession(), 'bookings.read', vehicle.branchId);
  const bookings = useQuery({ ...openBookingsQuery(vehicle.id), enabled: canSee });
  if (!canSee) return <p>{m.unknown}</p>;
  if (bookings.error) return <ProblemNotice error={bookings.error} />;
  if (!bookings.data) return <div className="skeleton" role="status" aria-label={shell.loading} />;
  const { items, nextCursor } = bookings.data;
  if (items.length === 0) return <p>{m.none}</p>;
  return (
    <div className="stack-tight">
      <p>{nextCursor ? m.more(items.length) : m.some(items.length)}</p>
      <ul className="affected">
        {items.map(({ id, start, end, bookerName }) => (
          <li key={id}>
            <span className="times">{rangeOf(start, end, zone)}</span> · {bookerName ?? m.someone}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whether somebody has it booked, once that is known. */
export function useIsBooked(vehicle: Vehicle): boolean {
  const canSee = may(useSession(), 'bookings.read', vehicle.branchId);
  const { data } = useQuery({ ...openBookingsQuery(vehicle.id), enabled: canSee });
  return (data?.items.length ?? 0) > 0;
}
