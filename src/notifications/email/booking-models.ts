/** A booking as an email shows it. */
export interface MailedBooking {
  id: string;
  vehicle: string;
  branch: string;
  period: string;
  /** For subjects. */
  start: string;
  destination: string | null;
  reason: string;
  booker: string;
  /** Who entered it, where that is somebody else. */
  originator: string | null;
}

/** A booking mail; `mine` where the reader is the booker. */
export interface AboutBooking {
  booking: MailedBooking;
  mine: boolean;
}

/** `mine` where the reader drives; `theirs` where the seat is the reader's own. */
export interface AboutSeat extends AboutBooking {
  passenger: string;
  by: string | null;
  theirs: boolean;
}

/** Times of bookings, one a line: as many as an email lists, and how many more there are. */
export interface Listed {
  count: number;
  lines: string[];
  more: number;
}

/** An email about several bookings of a series: `booking` is the first of them, for what they have in common. */
export interface AboutSeries extends AboutBooking {
  listed: Listed;
}

/** An email about an approval request; `occurrences` where it is about a series. */
export interface AboutRequest {
  booking: MailedBooking;
  occurrences: Listed | null;
}

/** What an approver reads of a request; `step` where there are several of them. */
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
