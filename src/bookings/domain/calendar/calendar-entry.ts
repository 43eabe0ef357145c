/** The id of a booking's entry in the feed and in emails. It never changes, so that calendars recognise the entry. */
export const calendarUid = (bookingId: string): string => `${bookingId}@motorpool`;

const SECOND_MS = 1_000;

/**
 * The times of an entry. iCalendar counts whole seconds, and an entry must end after its start (RFC 5545 §3.6.1): a booking
 * that was returned within its first second lasts one second there.
 */
export function calendarTimes(start: Date | string, end: Date | string): { start: Date; end: Date } {
  const second = (instant: Date | string) => Math.floor(new Date(instant).getTime() / SECOND_MS) * SECOND_MS;
  const from = second(start);
  return { start: new Date(from), end: new Date(Math.max(second(end), from + SECOND_MS)) };
}
