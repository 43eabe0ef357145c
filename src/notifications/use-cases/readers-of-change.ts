import type { CalendarMessage } from '../domain/mail.js';
import { type BookingStory, calendarOf } from './booking-stories.js';

/** The facts of a changed booking that decide who gets an email. */
export interface BookingChange {
  bookerId: string;
  originatorId: string;
  passengerIds: string[];
  before: { bookerId: string; passengerIds: string[] };
  fields: string[];
  changedBy: string;
}

/** Fields whose old value the mail does not mention. */
const WORDS: Record<string, string> = {
  destination: 'destination',
  reasonId: 'reason',
  passengerIds: 'passengers',
  wholeVehicle: 'whether others can take seats',
  costCentre: 'cost centre',
  notes: 'notes',
  customFields: 'additional details',
};
const LIST = new Intl.ListFormat('en');

/**
 * BK-8, BK-16: everyone in the booking is told if it was moved, or changed by somebody else. Other changes by the people in
 * it are only told to passengers who were added or removed.
 */
export function readersOfChange({
  bookerId,
  originatorId,
  passengerIds,
  before,
  fields,
  changedBy,
}: BookingChange): string[] {
  const moved = ['vehicleId', 'bookerId', 'period'].some((field) => fields.includes(field));
  const byOther = ![bookerId, originatorId].includes(changedBy);
  if (moved || byOther) return [bookerId, originatorId, before.bookerId, ...passengerIds, ...before.passengerIds];
  const put = passengerIds.filter((id) => !before.passengerIds.includes(id));
  const out = before.passengerIds.filter((id) => !passengerIds.includes(id));
  return [...put, ...out];
}

/** The other changed fields, apart from time, vehicle and booker. */
export const alsoChanged = (fields: readonly string[]): string | null =>
  LIST.format(fields.flatMap((field) => WORDS[field] ?? [])) || null;

/** How a change affects the calendars of the people in the booking, and of those who are no longer in it. */
export function calendarAfter(
  userId: string,
  story: BookingStory,
  { bookerId, passengerIds, before }: BookingChange,
  event: { occurredAt: Date },
): CalendarMessage | undefined {
  if ([bookerId, ...passengerIds].includes(userId)) return calendarOf(story, event, 'REQUEST');
  const wasIn = [before.bookerId, ...before.passengerIds].includes(userId);
  return wasIn ? calendarOf(story, event, 'CANCEL') : undefined;
}
