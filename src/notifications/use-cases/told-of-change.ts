import type { CalendarEntry } from '../domain/mail.js';
import { type BookingStory, calendarOf } from './booking-stories.js';

/** A booking that was changed, as far as it says who is to know. */
export interface Change {
  bookerId: string;
  originatorId: string;
  passengerIds: string[];
  before: { bookerId: string; passengerIds: string[] };
  fields: string[];
  changedBy: string;
  awaitsApproval: boolean;
}

/** What is not told by what it was before. */
const WORDS: Record<string, string> = {
  destination: 'destination',
  reasonId: 'reason',
  passengerIds: 'passengers',
  wholeVehicle: 'whether seats can be taken',
  costCentre: 'cost centre',
  notes: 'notes',
  customFields: 'further details',
};

/**
 * BK-8, BK-16: everyone in it is told where it is moved, or where somebody else changed it. What its own people change of
 * the rest is told to nobody but the passengers whom it puts in or out.
 */
export function whoIsTold({ bookerId, originatorId, passengerIds, before, fields, changedBy }: Change): string[] {
  const moved = ['vehicleId', 'bookerId', 'period'].some((field) => fields.includes(field));
  const byOther = ![bookerId, originatorId].includes(changedBy);
  if (moved || byOther) return [bookerId, originatorId, before.bookerId, ...passengerIds, ...before.passengerIds];
  const put = passengerIds.filter((id) => !before.passengerIds.includes(id));
  const out = before.passengerIds.filter((id) => !passengerIds.includes(id));
  return [...put, ...out];
}

/** What else was changed than when, what and whose it is. */
export const alsoChanged = (fields: readonly string[]): string | null =>
  fields.flatMap((field) => WORDS[field] ?? []).join(', ') || null;

/** What a change does to the calendar of who is in it, and of who is in it no more. */
export function calendarAfter(
  userId: string,
  story: BookingStory,
  { bookerId, passengerIds, before, awaitsApproval }: Change,
  event: { occurredAt: Date },
): CalendarEntry | undefined {
  if ([bookerId, ...passengerIds].includes(userId)) return calendarOf(story, event, 'REQUEST', awaitsApproval);
  const wasIn = [before.bookerId, ...before.passengerIds].includes(userId);
  return wasIn ? calendarOf(story, event, 'CANCEL') : undefined;
}
