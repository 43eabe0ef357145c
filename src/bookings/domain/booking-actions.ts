import { type BookingState, isEditable, phaseOf } from './booking-details.js';

/** What somebody can do with a booking. */
export const bookingActions = [
  'change',
  'move',
  'extend',
  'cancel',
  'check_out',
  'return',
  'take_seat',
  'give_up_seat',
  'change_series',
  'cancel_series',
] as const;
export type BookingAction = (typeof bookingActions)[number];

/** The state and the times of a booking, which decide what can be done with it. */
export interface BookingTimes {
  state: BookingState;
  start: Date;
  end: Date;
}

/** The people in a booking, who decide what can be done with it. */
export interface Aboard extends BookingTimes {
  bookerId: string;
  passengerIds: readonly string[];
  wholeVehicle: boolean;
}

/** A driver may check out this long before the start, if the vehicle is there. */
const EARLY_MS = 3_600_000;

/** Whether the booking is ahead or running, and not yet checked out or ended. */
export const isOpen = ({ state, end }: BookingTimes, now: Date): boolean =>
  (state === 'pending' || state === 'confirmed') && end > now;

/** Whether the vehicle can be fetched now or later. */
export const isToBeFetched = ({ state, end }: BookingTimes, now: Date): boolean => state === 'confirmed' && end > now;

export const isEarlyEnough = ({ start }: BookingTimes, now: Date): boolean => +start - +now <= EARLY_MS;

export const isOut = ({ state }: BookingTimes): boolean => state === 'in_use';

/** Whether the end can be moved to a later time. */
export const isExtendable = ({ state, start, end }: BookingTimes, now: Date): boolean =>
  ['ahead', 'running'].includes(phaseOf(state, { start, end }, now));

/** Whether there is a free seat (BK-8). */
export const hasSeatLeft = ({ passengerIds }: Aboard, seats: number): boolean => passengerIds.length + 2 <= seats;

export const isInIt = ({ bookerId, passengerIds }: Aboard, personId: string): boolean =>
  bookerId === personId || passengerIds.includes(personId);

/** What the actor may do, by their permissions, to the booking and to its series. */
export interface Permitted {
  personId: string;
  booking(act: 'change' | 'cancel' | 'ride' | 'leave'): boolean;
  series(act: 'change' | 'cancel'): boolean;
}

/**
 * What can be done with a booking now, by permission and by its own state; the use cases check the same. Other obstacles,
 * such as another booking of the vehicle, only show when it is done.
 *
 * @param seats of its vehicle
 * @param isSeriesAhead whether other bookings of its series are still to come
 */
export function actionsOf(
  booking: Aboard & { seats: number; isSeriesAhead: boolean },
  permitted: Permitted,
  now: Date,
): BookingAction[] {
  const { personId } = permitted;
  const phase = phaseOf(booking.state, booking, now);
  const open = isOpen(booking, now);
  const seatLeft = !booking.wholeVehicle && !isInIt(booking, personId) && hasSeatLeft(booking, booking.seats);
  const can: Record<BookingAction, boolean> = {
    change: isEditable('notes', phase) && permitted.booking('change'),
    move: isEditable('vehicleId', phase) && permitted.booking('change'),
    extend: isExtendable(booking, now) && permitted.booking('change'),
    cancel: open && permitted.booking('cancel'),
    check_out: isToBeFetched(booking, now) && isEarlyEnough(booking, now) && permitted.booking('change'),
    return: isOut(booking) && permitted.booking('change'),
    take_seat: open && seatLeft && permitted.booking('ride'),
    give_up_seat: open && booking.passengerIds.includes(personId) && permitted.booking('leave'),
    change_series: booking.isSeriesAhead && permitted.series('change'),
    cancel_series: booking.isSeriesAhead && permitted.series('cancel'),
  };
  return bookingActions.filter((action) => can[action]);
}
