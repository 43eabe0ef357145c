import { useState } from 'react';
import { api } from '../api/client';
import { useAction } from '../api/use-action';
import { bookings as m } from '../messages/bookings';
import { booking as words } from '../messages/bookings-shared';
import { ReturnBooking } from '../shared/booking-sheets';
import { Button } from '../ui/button';
import { ProblemNotice } from '../ui/notice';
import { toast } from '../ui/layers/toast';
import type { Booking } from './bookings-query';

/** Work at the desk: one click hands the vehicle over, two take it back with its odometer and notes. */
export function HandOver({ booking }: { booking: Booking }) {
  const { id, actions, vehicleName } = booking;
  const [isReturning, setReturning] = useState(false);
  const checkOut = useAction(() => api.POST('/api/v1/bookings/{id}/check-out', { params: { path: { id } } }), {
    refreshes: [['bookings'], ['board'], ['tasks']],
    onDone: () => toast(words.checkedOut),
  });
  return (
    <>
      {actions.includes('check_out') && (
        <Button aria-label={m.handOver(vehicleName)} isPending={checkOut.isPending} onPress={() => checkOut.run()}>
          {words.checkOut}
        </Button>
      )}
      {actions.includes('return') && (
        <Button aria-label={m.takeBack(vehicleName)} onPress={() => setReturning(true)}>
          {words.return}
        </Button>
      )}
      <ProblemNotice error={checkOut.error} />
      {isReturning && <ReturnBooking booking={booking} onClose={() => setReturning(false)} />}
    </>
  );
}
