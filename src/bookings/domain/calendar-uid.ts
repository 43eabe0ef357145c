/** The same in the feed and in mails, for as long as the booking is: by it calendars know an entry again. */
export const calendarUid = (bookingId: string): string => `${bookingId}@motorpool`;
