import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { NotFound } from '../../platform/domain/domain-error.js';
import { calendarUid } from '../domain/calendar-uid.js';
import { type CalendarEntry, CalendarQueries } from './calendar.queries.js';

/** A calendar file, and what tells it from another version of it. */
export interface CalendarFile {
  text: string;
  etag: string;
  lastModified: Date;
}

const REFRESH_SECONDS = 3_600;
const CERTAIN = ['confirmed', 'in_use', 'completed'];

/** BK-15: somebody's bookings and rides as iCalendar (RFC 5545). Instants are in UTC, so that no clock change moves them. */
@Injectable()
export class ReadCalendar {
  constructor(private readonly queries: CalendarQueries) {}

  /** @throws NotFound for a secret that is nobody's any more, or never was */
  async run(secret: string): Promise<CalendarFile> {
    const owner = await this.queries.owner(secret);
    if (!owner) throw new NotFound();
    const entries = await this.queries.entries(owner.userId);
    const text = calendarText(owner.organisationName, entries);
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    const changed = entries.map(({ changedAt }) => changedAt.getTime());
    return { text, etag, lastModified: new Date(Math.max(0, ...changed)) };
  }
}

export function calendarText(organisationName: string, entries: readonly CalendarEntry[]): string {
  const calendar = ical({
    name: `${organisationName} bookings`,
    prodId: '//Motorpool//Bookings//EN',
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const entry of entries) {
    calendar.createEvent({
      id: calendarUid(entry.id),
      sequence: entry.version,
      start: entry.start,
      end: entry.end,
      // When it was last revised (RFC 5545 §3.8.7.2), so that what has not changed reads the same each time.
      stamp: entry.changedAt,
      lastModified: entry.changedAt,
      created: entry.createdAt,
      summary: `${entry.vehicleName} (${entry.registration})`,
      location: entry.branchName,
      description: descriptionOf(entry),
      status: statusOf(entry),
      transparency: isEnded(entry) ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
  return `${calendar.toString()}\r\n`;
}

function descriptionOf({ destination, reasonName, drives, bookerName, notes }: CalendarEntry): string {
  const lines = [
    destination && `To ${destination}`,
    drives ? `Reason: ${reasonName}` : `You ride along with ${bookerName}.`,
    drives && notes,
  ];
  return lines.filter(Boolean).join('\n');
}

const isEnded = ({ state }: CalendarEntry): boolean => state !== 'pending' && !CERTAIN.includes(state);

function statusOf(entry: CalendarEntry): ICalEventStatus {
  if (entry.state === 'pending') return ICalEventStatus.TENTATIVE;
  return isEnded(entry) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED;
}
