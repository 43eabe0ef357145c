import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, dataOf } from '../api/client';
import { ifKnown, RENEW_MS } from '../api/polling';
import { may, useSession } from '../api/session';
import { today } from '../messages/today';
import { BookingActions, type BookingActionsProps } from '../shared/booking-actions';
import { BookingState } from '../shared/booking-state';
import { clocksDiffer, isBefore, now, rangeOf, relative, viewerZone, zoneName } from '../time';
import { Loaded } from '../ui/loaded';

const m = today.next;
const SHOWN = 3;
const NEXT = ['bookings', 'next'];

/** The bookings that the person drives next, with what can be done with each. */
export function NextBookings() {
  const session = useSession();
  const bookings = useQuery({
    queryKey: NEXT,
    queryFn: async ({ client }) => {
      const state: ('in_use' | 'upcoming' | 'pending')[] = ['in_use', 'upcoming', 'pending'];
      const query = { view: 'mine', state, limit: SHOWN };
      return (
        await dataOf(api.GET('/api/v1/bookings', { params: { query }, headers: ifKnown(client.getQueryData(NEXT)) }))
      ).items;
    },
    refetchInterval: RENEW_MS,
  });
  return (
    <section className="card" aria-labelledby="next">
      <h2 id="next">{m.title}</h2>
      <Loaded query={bookings}>
        {(items) => (
          <>
            {items.length === 0 && <p className="quiet">{session.permissions.length > 0 ? m.none : m.noRole}</p>}
            {items.map((booking, index) => (
              <BookingCard key={booking.id} booking={booking} isMain={index === 0} />
            ))}
          </>
        )}
      </Loaded>
      <div className="row">
        {may(session, 'bookings.book') && (
          <Link to="/book" className="button">
            {m.book}
          </Link>
        )}
        <Link to="/bookings" className="button" data-kind="plain">
          {m.all}
        </Link>
      </div>
    </section>
  );
}

function BookingCard({ booking, isMain }: BookingActionsProps) {
  const { start, end, timeZone, vehicleName, registration, branchName, destination } = booking;
  const hasBegun = isBefore(start, now());
  return (
    <article className="booking-card" aria-label={`${vehicleName}, ${rangeOf(start, end, timeZone)}`}>
      <div className="row">
        <h3>
          {vehicleName} <span className="quiet">{registration}</span>
        </h3>
        <BookingState booking={booking} />
      </div>
      <div className="booking-facts">
        <p className="booking-time times">{rangeOf(start, end, timeZone)}</p>
        {clocksDiffer(start, timeZone) && <p className="quiet times">{m.yours(rangeOf(start, end, viewerZone()))}</p>}
        <p>{hasBegun ? m.ends(relative(end)) : m.starts(relative(start))}</p>
        {destination && <p>{m.destination(destination)}</p>}
        <p className="small quiet">{m.where(branchName, zoneName(timeZone, start))}</p>
      </div>
      <BookingActions booking={booking} isMain={isMain} />
    </article>
  );
}
