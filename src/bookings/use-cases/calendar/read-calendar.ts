import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { version } from '../../../platform/version.js';
import { calendarTimes, calendarUid } from '../../domain/calendar/calendar-entry.js';
import { component, type Property } from '../../domain/calendar/calendar-text.js';
import { type CalendarEntry, CalendarQueries } from './calendar.queries.js';

/** A calendar's current tag, with its text for clients that do not have it yet. */
export interface CalendarFile {
  etag: string;
  lastModified: Date;
  text(): Promise<string>;
}

const CERTAIN = ['confirmed', 'in_use', 'completed'];

/** BK-15: a person's bookings and rides as iCalendar (RFC 5545). Instants are in UTC, so clock changes do not move them. */
@Injectable()
export class ReadCalendar {
  constructor(private readonly queries: CalendarQueries) {}

  /**
   * Phones ask every few minutes, and mostly nothing has changed: that is found out without reading the entries. The tag is
   * computed before the text, so that a text can only be newer than its tag, and is then simply fetched again.
   *
   * @throws NotFound for a secret that is unknown or was replaced
   */
  async run(secret: string): Promise<CalendarFile> {
    const owner = await this.queries.owner(secret);
    if (!owner) throw new NotFound();
    const { digest, changedAt } = await this.queries.versionOf(owner.userId);
    // A new version of the program may write entries differently.
    const named = JSON.stringify([version, owner.organisationName, digest]);
    return {
      etag: `"${createHash('sha256').update(named).digest('base64url')}"`,
      lastModified: changedAt ?? new Date(0),
      text: async () => calendarText(owner.organisationName, await this.queries.entries(owner.userId)),
    };
  }
}

/**
 * Without a METHOD: a feed is not sent by anyone, and with one every entry would need an organizer (RFC 5546 §3.2.1). Not
 * written with ical-generator, as emails are, because that takes 60 ms for a thousand entries instead of 3.
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
    // The last revision (RFC 5545 §3.8.7.2), so that unchanged entries have the same text every time.
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
