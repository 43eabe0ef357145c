import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarMessage } from '../domain/mail.js';

interface Party {
  name: string;
  address: string;
}

/** An iCalendar part, as nodemailer takes one. */
export interface CalendarPart {
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  filename: string;
  content: string;
}

/**
 * The calendar entries of bookings (RFC 5545, RFC 5546). Every email about a booking uses the same UID, so that it updates or
 * cancels the same entry. Instants are in UTC, so clock changes do not move them.
 *
 * Several entries are sent with PUBLISH, because all parts of a request or a cancellation must have one UID (RFC 5546 §3.2.2,
 * §3.2.5). A published entry has no attendees, and its status says whether it is cancelled.
 */
export function calendarPart(
  entries: CalendarMessage | readonly CalendarMessage[],
  organizer: Party,
  reader: Party,
): CalendarPart {
  const [first, ...others] = isSeveral(entries) ? entries : [entries];
  const method = others.length > 0 ? 'PUBLISH' : first!.method;
  const calendar = ical({ prodId: '//Motorpool//Mail//EN', method: ICalCalendarMethod[method] });
  for (const entry of [first!, ...others]) {
    const event = calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      stamp: new Date(entry.stamp),
      start: new Date(entry.start),
      end: new Date(entry.end),
      summary: entry.summary,
      location: entry.location,
      description: entry.description,
      status: partStatus(entry),
      organizer: { name: named(organizer), email: organizer.address },
    });
    if (method === 'PUBLISH') continue;
    event.createAttendee({
      name: named(reader),
      email: reader.address,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    });
  }
  return { method, filename: 'booking.ics', content: `${calendar.toString()}\r\n` };
}

const isSeveral = (entries: CalendarMessage | readonly CalendarMessage[]): entries is readonly CalendarMessage[] =>
  Array.isArray(entries);

/** A quoted parameter cannot contain a quote (RFC 5545 §3.2). */
const named = ({ name, address }: Party): string => name.replaceAll('"', '’') || address;

function partStatus({ method, tentative }: CalendarMessage): ICalEventStatus {
  if (method === 'CANCEL') return ICalEventStatus.CANCELLED;
  return tentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}
