import { Link } from '@tanstack/react-router';
import { bookings as m } from '../messages/bookings';
import { OwnTime } from '../shared/booking/own-time';
import { BookingState } from '../shared/booking-state';
import { isBefore, now, rangeOf, relative, zoneName } from '../time';
import type { Column } from '../ui/data-table';
import type { Booking } from './bookings-query';
import type { BookingsTab } from './bookings-search';
import { HandOver } from './hand-over';

/** @param isZoned whether each row has to name its zone, because there are several */
export function columnsFor(tab: BookingsTab, isZoned: boolean): Column<Booking>[] {
  const when = ({ start, end, timeZone }: Booking) => {
    const range = rangeOf(start, end, timeZone);
    return isZoned ? m.zoned(range, zoneName(timeZone, start)) : range;
  };
  const others: Column<Booking>[] =
    tab === 'branch' || tab === 'entered' || tab === 'recurring'
      ? [{ id: 'who', header: m.columns.who, cell: ({ bookerName }) => bookerName, isWideOnly: true }]
      : [];
  const actions: Column<Booking>[] =
    tab === 'branch'
      ? [
          {
            id: 'actions',
            header: m.columns.actions,
            cell: (booking) => <HandOver booking={booking} />,
            isActions: true,
          },
        ]
      : [];
  return [
    {
      id: 'vehicle',
      header: m.columns.vehicle,
      isRowHeader: true,
      cell: ({ id, vehicleName, registration }) => (
        <>
          <Link from="/bookings" to="/bookings/$id" params={{ id }} search={(search) => search}>
            {vehicleName}
          </Link>
          <span className="quiet"> {registration}</span>
        </>
      ),
      narrow: (booking) => (
        <>
          {when(booking)}
          <OwnTime start={booking.start} end={booking.end} zone={booking.timeZone} />
          {others.length > 0 && <span className="own-time">{booking.bookerName}</span>}
        </>
      ),
    },
    {
      id: 'when',
      header: m.columns.when,
      isWideOnly: true,
      cell: (booking) => (
        <span className="times when-text">
          {when(booking)}
          <OwnTime start={booking.start} end={booking.end} zone={booking.timeZone} />
        </span>
      ),
    },
    ...others,
    {
      id: 'destination',
      header: m.columns.destination,
      cell: ({ destination }) => <span className="free-text">{destination}</span>,
      isWideOnly: true,
    },
    { id: 'state', header: m.columns.state, cell: (booking) => <State booking={booking} /> },
    ...actions,
  ];
}

function State({ booking }: { booking: Booking }) {
  const isLate = booking.state === 'in_use' && isBefore(booking.end, now());
  return (
    <>
      <BookingState booking={booking} />
      {isLate && <span className="small quiet own-time">{m.lateSince(relative(booking.end))}</span>}
    </>
  );
}
