import { useNavigate } from '@tanstack/react-router';
import { api } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { book as m } from '../messages/book';
import { OwnTime } from '../shared/booking/own-time';
import { rangeOf } from '../time';
import { Button } from '../ui/button';
import { ProblemNotice } from '../ui/notice';
import { toast } from '../ui/layers/toast';

/** Bookings of others that go there anyway: sharing comes before a vehicle of one's own. */
export function SharedTrips({ trips, zone }: { trips: readonly Schema<'SharedTrip'>[]; zone: string }) {
  return (
    <section className="stack" aria-labelledby="trips">
      <div>
        <h2 id="trips">{m.trips}</h2>
        <p className="quiet">{m.tripsText}</p>
      </div>
      <ul className="items book-results">
        {trips.map((trip) => (
          <Trip key={trip.bookingId} trip={trip} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function Trip({ trip, zone }: { trip: Schema<'SharedTrip'>; zone: string }) {
  const { bookingId, vehicleName, destination, start, end, seatsLeft } = trip;
  const navigate = useNavigate();
  const take = useAction(
    () => api.POST('/api/v1/bookings/{id}/seats', { params: { path: { id: bookingId } }, body: {} }),
    {
      refreshes: [['bookings'], ['availability'], ['board']],
      onDone: () => {
        toast(m.seatTaken);
        void navigate({ to: '/bookings/$id', params: { id: bookingId } });
      },
    },
  );
  return (
    <li className="item">
      <div>
        <h3 className="item-title">{m.tripTo(destination)}</h3>
        <p className="times">{rangeOf(start, end, zone)}</p>
        <OwnTime start={start} end={end} zone={zone} />
        <p className="small quiet">{m.facts([vehicleName, m.seatsLeft(seatsLeft)])}</p>
        <ProblemNotice error={take.error} />
      </div>
      <Button isPending={take.isPending} aria-label={m.takeSeatIn(vehicleName)} onPress={() => take.run()}>
        {m.takeSeat}
      </Button>
    </li>
  );
}
