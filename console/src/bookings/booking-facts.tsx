import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { organisationQuery } from '../api/organisation';
import { number } from '../locale';
import { bookings } from '../messages/bookings';
import { OwnTime } from '../shared/booking/own-time';
import { dayAndTimeOf, rangeOf, zoneName } from '../time';
import type { Booking } from './bookings-query';

const m = bookings.drawer;

/** What a booking is, in the order in which people ask. Times are those of its branch, whose zone is named. */
export function BookingFacts({ booking }: { booking: Booking }) {
  const { start, end, timeZone, approval, passengers } = booking;
  const at = (instant: string | null) => instant && dayAndTimeOf(instant, timeZone);
  const approvalWords = approval && (approval.automatic ? m.approvedByItself : m.approvals[approval.state]);
  return (
    <dl className="facts">
      <Fact label={m.when}>
        <span className="times">{rangeOf(start, end, timeZone)}</span>
        <OwnTime start={start} end={end} zone={timeZone} />
      </Fact>
      <Fact label={m.branch}>{m.where(booking.branchName, zoneName(timeZone, start))}</Fact>
      <Fact label={m.who}>{booking.bookerName}</Fact>
      <Fact label={m.enteredBy}>{booking.originatorId !== booking.bookerId && booking.originatorName}</Fact>
      <Fact label={m.reason}>{booking.reasonName}</Fact>
      <Fact label={m.destination}>{booking.destination}</Fact>
      <Fact label={m.passengers}>{passengers.map(({ name }) => name).join(', ')}</Fact>
      <Fact label={m.whole}>{booking.wholeVehicle && m.yes}</Fact>
      <Fact label={m.costCentre}>{booking.costCentre}</Fact>
      <CustomFacts booking={booking} />
      <Fact label={m.notes}>{booking.notes}</Fact>
      <Fact label={m.approval}>{approvalWords}</Fact>
      <Fact label={m.policy}>{booking.policyOverridden && m.policyOverridden}</Fact>
      <Fact label={m.checkedOut}>{at(booking.checkedOutAt)}</Fact>
      <Fact label={m.returned}>{at(booking.returnedAt)}</Fact>
      <Fact label={m.bookedUntil}>{at(booking.bookedEnd)}</Fact>
      <Fact label={m.odometer}>{booking.odometer === null ? null : number(booking.odometer)}</Fact>
      <Fact label={m.returnNotes}>{booking.returnNotes}</Fact>
      <Fact label={m.cancelledBecause}>{booking.cancellationReason}</Fact>
    </dl>
  );
}

function CustomFacts({ booking: { customFields } }: { booking: Booking }) {
  const keys = Object.keys(customFields);
  const { data } = useQuery({ ...organisationQuery, enabled: keys.length > 0 });
  const labelOf = (key: string) => data?.customFields.find((field) => field.key === key)?.label ?? key;
  return keys.map((key) => (
    <Fact key={key} label={labelOf(key)}>
      {customFields[key]}
    </Fact>
  ));
}

/** Nothing where there is nothing to say. */
function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === undefined || children === false || children === '') return null;
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
