import { useState } from 'react';
import { api } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { booking as m } from '../messages/bookings-shared';
import { Button } from '../ui/button';
import { lazyPart } from '../ui/lazy-part';
import { ProblemNotice } from '../ui/notice';
import { toast } from '../ui/layers/toast';
import type { BookingSheet } from './booking-sheet-names';

const sheets = () => import('./booking-sheets');
const ReturnBooking = lazyPart(sheets, 'ReturnBooking');
const ExtendBooking = lazyPart(sheets, 'ExtendBooking');
const CancelBooking = lazyPart(sheets, 'CancelBooking');

export interface BookingActionsProps {
  booking: Schema<'Booking'>;
  /** Which sheet is open, and how another one is opened, where the address says so. */
  sheet?: BookingSheet | null;
  onSheet?: (sheet: BookingSheet | null) => void;
  /** What the view is for: its first button is the filled one. */
  isMain?: boolean;
}

/** What can be done with a booking as it is now: "Check out", "Return", "Extend", "Cancel booking". */
export function BookingActions({ booking, isMain, sheet, onSheet }: BookingActionsProps) {
  const [own, setOwn] = useState<BookingSheet | null>(null);
  const [open, setOpen] = onSheet ? [sheet, onSheet] : [own, setOwn];
  const close = () => setOpen(null);
  const checkOut = useAction(
    () => api.POST('/api/v1/bookings/{id}/check-out', { params: { path: { id: booking.id } } }),
    { refreshes: [['bookings'], ['tasks']], onDone: () => toast(m.checkedOut) },
  );
  const kind = isMain ? 'filled' : 'quiet';
  const can = (action: Schema<'Booking'>['actions'][number]) => booking.actions.includes(action);
  return (
    <>
      <div className="row">
        {can('check_out') && (
          <Button kind={kind} isPending={checkOut.isPending} onPress={() => checkOut.run()}>
            {m.checkOut}
          </Button>
        )}
        {can('return') && (
          <Button kind={kind} onPress={() => setOpen('return')}>
            {m.return}
          </Button>
        )}
        {can('extend') && <Button onPress={() => setOpen('extend')}>{m.extend}</Button>}
        {can('cancel') && <Button onPress={() => setOpen('cancel')}>{m.cancel}</Button>}
      </div>
      <ProblemNotice error={checkOut.error} />
      {open === 'return' && <ReturnBooking booking={booking} onClose={close} />}
      {open === 'extend' && <ExtendBooking booking={booking} onClose={close} />}
      {open === 'cancel' && <CancelBooking booking={booking} onClose={close} />}
    </>
  );
}
