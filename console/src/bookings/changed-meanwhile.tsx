import { useQuery } from '@tanstack/react-query';
import { bookingSheet } from '../messages/booking-sheet';
import { bookings } from '../messages/bookings';
import { rangeOf } from '../time';
import { Notice } from '../ui/notice';
import { type Booking, bookingQuery } from './bookings-query';

const m = bookingSheet.stale;
const words = bookings.drawer;

/** What somebody else made of the booking while this form was open. The form keeps what was typed. */
export function ChangedMeanwhile({ before, id }: { before: Booking; id: string }) {
  const { data: after } = useQuery({ ...bookingQuery(id), staleTime: 0 });
  const shown = (booking: Booking): [string, string][] => [
    [words.when, rangeOf(booking.start, booking.end, booking.timeZone)],
    [bookings.columns.vehicle, booking.vehicleName],
    [words.who, booking.bookerName],
    [words.reason, booking.reasonName],
    [words.destination, booking.destination ?? bookings.nothing],
    [words.passengers, booking.passengers.map(({ name }) => name).join(', ') || bookings.nothing],
    [words.costCentre, booking.costCentre ?? bookings.nothing],
    [words.notes, booking.notes ?? bookings.nothing],
  ];
  const old = shown(before);
  const changed = after ? shown(after).filter(([, value], index) => value !== old[index]![1]) : [];
  return (
    <Notice tone="waiting" isAnswer>
      <p>
        <strong>{m.title}</strong>
      </p>
      <p>{m.text}</p>
      {changed.length > 0 && (
        <ul>
          {changed.map(([label, value]) => (
            <li key={label}>{m.field(label, value)}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
