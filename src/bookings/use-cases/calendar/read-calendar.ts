import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { version } from '../../../platform/version.js';
import { calendarTimes, calendarUid } from '../../domain/calendar/calendar-entry.js';
import { component, type Property } from '../../domain/calendar/calendar-text.js';
import { type CalendarEntry, CalendarQueries } from './calendar.queries.js';

/** A calendar as it is now, and its text for those who do not have it yet. */
export interface CalendarFile {
  etag: string;
  lastModified: Date;
  text(): Promise<string>;
}

const CERTAIN = ['confirmed', 'in_use', 'completed'];

/** BK-15: somebody's bookings and rides as iCalendar (RFC 5545). Instants are in UTC, so that no clock change moves them. */
@Injectable()
export class ReadCalendar {
  constructor(private readonly queries: CalendarQueries) {}

  /**
   * Phones ask every few minutes for what has not changed: that is found out without reading or writing the entries. The tag
   * is made before the text is, so that a text newer than its tag is asked for once more, and never the other way round.
   *
   * @throws NotFound for a secret that is nobody's any more, or never was
   */
  async run(secret: string): Promise<CalendarFile> {
    const owner = await this.queries.owner(secret);
    if (!owner) throw new NotFound();
    const { digest, changedAt } = await this.queries.versionOf(owner.userId);
    // What is written of an entry may change with the program.
    const named = JSON.stringify([version, owner.organisationName, digest]);
    return {
      etag: `"${createHash('sha256').update(named).digest('base64url')}"`,
      lastModified: changedAt ?? new Date(0),
      text: async () => calendarText(owner.organisationName, await this.queries.entries(owner.userId)),
    };
  }
}

/**
 * Without a METHOD: nobody sends a feed to anybody, and with one each entry would need an organizer (RFC 5546 §3.2.1).
 * Written here and not by ical-generator, as the entries of mails are: of a thousand entries that took 60 ms, this takes 3.
 */
export function calendarText(organisationName: string, entries: readonly CalendarEntry[]): string {
  const name = `${organisationName} bookings`;
  const head: Property[] = [
    ['VERSION', '2.0'],
    ['PRODID', '-//Motorpool//Bookings//EN'],
    ['NAME', name],
    ['X-WR-CALNAME', name],
    ['REFRESH-INTERVAL;VALUE=DURATION', 'PT1H'],
    ['X-PUBLISHED-TTL', 'PT1H'],
  ];
  return `${component('VCALENDAR', head, entries.map(eventText))}\r\n`;
}

function eventText(entry: CalendarEntry): string {
  const { start, end } = calendarTimes(entry.start, entry.end);
  return component('VEVENT', [
    ['UID', calendarUid(entry.id)],
    ['SEQUENCE', entry.version],
    // When it was last revised (RFC 5545 §3.8.7.2), so that what has not changed reads the same each time.
    ['DTSTAMP', entry.changedAt],
    ['DTSTART', start],
    ['DTEND', end],
    ['SUMMARY', `${entry.vehicleName} (${entry.registration})`],
    ['TRANSP', isEnded(entry) ? 'TRANSPARENT' : 'OPAQUE'],
    ['LOCATION', entry.branchName],
    ['DESCRIPTION', eventDescription(entry)],
    ['STATUS', eventStatus(entry)],
    ['CREATED', entry.createdAt],
    ['LAST-MODIFIED', entry.changedAt],
  ]);
}

function eventDescription({ destination, reasonName, drives, bookerName, notes }: CalendarEntry): string {
  const lines = [
    destination && `To ${destination}`,
    drives ? `Reason: ${reasonName}` : `You are travelling with ${bookerName}.`,
    drives && notes,
  ];
  return lines.filter(Boolean).join('\n');
}

const isEnded = ({ state }: CalendarEntry): boolean => state !== 'pending' && !CERTAIN.includes(state);

function eventStatus(entry: CalendarEntry): 'TENTATIVE' | 'CANCELLED' | 'CONFIRMED' {
  if (entry.state === 'pending') return 'TENTATIVE';
  return isEnded(entry) ? 'CANCELLED' : 'CONFIRMED';
}
