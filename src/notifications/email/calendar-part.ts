import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarEntry } from '../domain/mail.js';

interface Party {
  name: string;
  address: string;
}

/** An iCalendar part, as nodemailer takes one. */
export interface CalendarPart {
  method: 'REQUEST' | 'CANCEL';
  filename: string;
  content: string;
}

/**
 * The entry that a booking is in its reader's calendar (RFC 5545, RFC 5546). Every mail about a booking names the same
 * UID, so that it updates or cancels the same entry. Instants are in UTC: no clock change moves them.
 */
export function calendarPart(entry: CalendarEntry, organizer: Party, reader: Party): CalendarPart {
  const cancelled = entry.method === 'CANCEL';
  const calendar = ical({
    prodId: '//Motorpool//Mail//EN',
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const event = calendar.createEvent({
    id: entry.uid,
    sequence: entry.sequence,
    stamp: new Date(entry.stamp),
    start: new Date(entry.start),
    end: new Date(entry.end),
    summary: entry.summary,
    location: entry.location,
    description: entry.description,
    status: statusOf(entry),
    organizer: { name: named(organizer), email: organizer.address },
  });
  event.createAttendee({
    name: named(reader),
    email: reader.address,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  });
  return { method: entry.method, filename: 'booking.ics', content: `${calendar.toString()}\r\n` };
}

/** A parameter in quotes has no way to hold a quote of its own (RFC 5545 §3.2). */
const named = ({ name, address }: Party): string => name.replaceAll('"', '’') || address;

function statusOf({ method, tentative }: CalendarEntry): ICalEventStatus {
  if (method === 'CANCEL') return ICalEventStatus.CANCELLED;
  return tentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}
