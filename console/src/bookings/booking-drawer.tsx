import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiProblem } from '../api/api-problem';
import { bookings } from '../messages/bookings';
import { BookingActions } from '../shared/booking-actions';
import { BookingState } from '../shared/booking-state';
import { Button } from '../ui/button';
import { Failed } from '../ui/data-table';
import { lazyPart } from '../ui/lazy-part';
import { Loaded } from '../ui/loaded';
import { Sheet } from '../ui/layers/sheet';
import { BookingFacts } from './booking-facts';
import { BookingHistory } from './booking-history';
import { type Booking, bookingQuery } from './bookings-query';
import { Seats } from './seats';
import { SeriesActions } from './series-actions';

const EditBooking = lazyPart(() => import('./edit-booking'), 'EditBooking');
const route = getRouteApi('/bookings/$id');
const m = bookings.drawer;

/** One booking: what it is, what can be done with it, and what was done. */
export function BookingDrawer() {
  const { id } = route.useParams();
  const navigate = route.useNavigate();
  const query = useQuery(bookingQuery(id));
  const close = () => void navigate({ to: '/bookings', search: ({ sheet: _, ...search }) => search });
  if (query.error instanceof ApiProblem && query.error.status === 404) {
    return (
      <Sheet title={m.loading} onClose={close}>
        <p className="quiet">{m.notFound}</p>
      </Sheet>
    );
  }
  return (
    <Sheet title={query.data?.vehicleName ?? m.loading} onClose={close} isWide>
      {query.error && !query.data ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loaded query={query}>{(booking) => <Drawer booking={booking} />}</Loaded>
      )}
    </Sheet>
  );
}

function Drawer({ booking }: { booking: Booking }) {
  const { sheet = null } = route.useSearch();
  const navigate = route.useNavigate();
  // Opened it is one step on, so that going back closes it; closed by itself it leaves no step behind.
  const show = (next: typeof sheet) =>
    void navigate({ search: (before) => ({ ...before, sheet: next ?? undefined }), replace: next === null });
  return (
    <>
      <div className="row">
        <BookingState booking={booking} />
        <span className="quiet">{booking.registration}</span>
      </div>
      <div className="row booking-buttons">
        <BookingActions booking={booking} isMain sheet={sheet === 'edit' ? null : sheet} onSheet={show} />
        {booking.actions.includes('change') && <Button onPress={() => show('edit')}>{m.edit}</Button>}
        <Seats booking={booking} />
      </div>
      <BookingFacts booking={booking} />
      {booking.seriesId && booking.actions.includes('cancel_series') && (
        <SeriesActions booking={booking} seriesId={booking.seriesId} />
      )}
      <BookingHistory booking={booking} />
      {sheet === 'edit' && <EditBooking booking={booking} onClose={() => show(null)} />}
    </>
  );
}
