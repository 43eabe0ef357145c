import { api, dataOf, ifMatch } from '../api/client';
import type { Schema } from '../api/types';
import { bookings } from '../messages/bookings';
import type { Booking } from './bookings-query';

const m = bookings.edit;

export type Changes = Schema<'BookingPatch'>;

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

const isSameInstant = (one: string, other: string): boolean => !!other && Date.parse(one) === Date.parse(other);

/** What of a booking the person has changed. Both times are sent together: a move keeps neither by accident. */
export function changesOf(before: Booking, after: Required<Omit<Changes, 'overridePolicy'>> & Changes): Changes {
  const { start, end, overridePolicy, ...fields } = after;
  const changed = Object.entries(fields).filter(([field, value]) => !isSame(before[field as keyof Booking], value));
  const isMoved = !toMinute(before.start, start) || !toMinute(before.end, end);
  return {
    ...(Object.fromEntries(changed) as Changes),
    ...(isMoved && { start, end }),
    ...(overridePolicy && { overridePolicy }),
  };
}

/** A form has no seconds: a booking that began at 09:30:12 was not moved by being shown as 09:30. */
const toMinute = (stored: string, typed: string): boolean =>
  isSameInstant(stored, typed) || (!!typed && Math.floor(Date.parse(stored) / 60_000) === Date.parse(typed) / 60_000);

/** Saves one booking; returns what there is to say about it. */
export async function saveBooking(booking: Booking, body: Changes): Promise<string> {
  const params = { path: { id: booking.id } };
  const saved = await dataOf(api.PATCH('/api/v1/bookings/{id}', { params, body, headers: ifMatch(booking) }));
  return saved.state === 'pending' && booking.state !== 'pending' ? m.savedPending : m.saved;
}
