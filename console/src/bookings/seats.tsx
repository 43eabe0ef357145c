import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../api/client';
import { useAction } from '../api/use-action';
import { bookings } from '../messages/bookings';
import { Button } from '../ui/button';
import { ProblemNotice } from '../ui/notice';
import { toast } from '../ui/layers/toast';
import { type Booking, bookingQuery } from './bookings-query';

const m = bookings.drawer;
const REFRESHES = [['bookings'], ['board'], ['availability']];

/** The person's own seat: to be taken or given up. */
export function Seats({ booking }: { booking: Booking }) {
  const params = { path: { id: booking.id } };
  const take = useAction(() => api.POST('/api/v1/bookings/{id}/seats', { params, body: {} }), {
    refreshes: REFRESHES,
    onDone: () => toast(m.seatTaken),
  });
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    toast(m.seatGivenUp);
    // Without a seat the booking may be hidden from them, so it is not read again.
    await navigate({ from: '/bookings/$id', to: '/bookings', search: (search) => search });
    client.removeQueries({ queryKey: bookingQuery(booking.id).queryKey });
    await Promise.all(REFRESHES.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const giveUp = useAction(() => api.DELETE('/api/v1/bookings/{id}/seats', { params, body: {} }), {
    onDone: () => void leave(),
  });
  return (
    <>
      {booking.actions.includes('take_seat') && (
        <Button isPending={take.isPending} onPress={() => take.run()}>
          {m.takeSeat}
        </Button>
      )}
      {booking.actions.includes('give_up_seat') && (
        <Button isPending={giveUp.isPending} onPress={() => giveUp.run()}>
          {m.giveUpSeat}
        </Button>
      )}
      <ProblemNotice error={take.error ?? giveUp.error} />
    </>
  );
}
