/** The same in the feed and in mails, for as long as the booking is: by it calendars know an entry again. */
export const calendarUid = (bookingId: string): string => `${bookingId}@motorpool`;

const SECOND_MS = 1_000;

/**
 * The times of an entry. iCalendar counts whole seconds, and an entry must end after it starts (RFC 5545 §3.6.1): a booking
 * that was brought back within the second in which it began lasts one there.
 */
export function calendarTimes(start: Date | string, end: Date | string): { start: Date; end: Date } {
  const second = (instant: Date | string) => Math.floor(new Date(instant).getTime() / SECOND_MS) * SECOND_MS;
  const from = second(start);
  return { start: new Date(from), end: new Date(Math.max(second(end), from + SECOND_MS)) };
}
