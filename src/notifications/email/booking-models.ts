/** A booking as an email shows it. */
export interface MailedBooking {
  id: string;
  vehicle: string;
  branch: string;
  period: string;
  /** The start, short enough for subjects. */
  start: string;
  destination: string | null;
  reason: string;
  booker: string;
  /** The originator, if that is not the booker. */
  originator: string | null;
}

/** The model of an email about a booking; `mine` if the reader is the booker. */
export interface AboutBooking {
  booking: MailedBooking;
  mine: boolean;
}

/** `mine` if the reader is the driver, `theirs` if it is their own seat. */
export interface AboutSeat extends AboutBooking {
  passenger: string;
  by: string | null;
  theirs: boolean;
}

/** The times of bookings, one in each line, and how many more there are. */
export interface Listed {
  count: number;
  lines: string[];
  more: number;
}

/** The model of an email about several bookings of a series; `booking` is the first one, for what they have in common. */
export interface AboutSeries extends AboutBooking {
  listed: Listed;
}

/** The model of an email about an approval request; `occurrences` if it is for a series. */
export interface AboutRequest {
  booking: MailedBooking;
  occurrences: Listed | null;
}

/** What an approver reads about a request; `step` if there are several. */
export interface ApprovalRequestModel extends AboutRequest {
  notes: string | null;
  step: string | null;
  until: string;
}

/** The page of the console that shows the booking. */
export const toBooking = { page: ({ booking }: { booking: MailedBooking }) => `/app/bookings/${booking.id}` };

export const inSubject = ({ vehicle, start }: MailedBooking): string => `${vehicle}, ${start}`;

/** The first booking, and how many others there are. */
export const andMore = (booking: MailedBooking, listed: Listed | null): string =>
  listed && listed.count > 1 ? `${inSubject(booking)} and ${listed.count - 1} more` : inSubject(booking);
