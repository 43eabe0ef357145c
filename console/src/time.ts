import { Temporal } from 'temporal-polyfill';
import { display } from './display';
import { locale } from './locale';

// The only file that formats or parses time. Instants are RFC 3339 strings, as the API has them; a date is `2026-11-30`
// and a time of day `09:30`, both in the zone of a branch.

/** For the words of an English sentence. */
const ENGLISH = 'en-GB';
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(at: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([locale(), zone, options]);
  let formatter = formatters.get(key);
  if (!formatter) formatters.set(key, (formatter = new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone })));
  return formatter.format(new Date(at));
}

/** Asked once a locale: a board asks hundreds of times, and each answer takes a new formatter. */
const usualClocks = new Map<string, '12' | '24'>();

function usualClock(tag: string): '12' | '24' {
  let clock = usualClocks.get(tag);
  if (!clock) {
    clock = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hour12 ? '12' : '24';
    usualClocks.set(tag, clock);
  }
  return clock;
}

/** The hours of a clock of 12 or of 24: as the person chose on this device, or else as is usual in the locale. */
function hours(): Intl.DateTimeFormatOptions {
  const { clock } = display.get();
  return (clock === 'locale' ? usualClock(locale()) : clock) === '12'
    ? { hour: 'numeric', hourCycle: 'h12' }
    : { hour: '2-digit', hourCycle: 'h23' };
}
const clockTime = (): Intl.DateTimeFormatOptions => ({ ...hours(), minute: '2-digit' });

const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };
const DAY_AND_YEAR: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

export const now = (): string => Temporal.Now.instant().toString();
export const viewerZone = (): string => Temporal.Now.timeZoneId();
/** The world's time zones by their names, such as `Pacific/Auckland`. */
export const timeZones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];
export const today = (zone: string): string => Temporal.Now.plainDateISO(zone).toString();

/** `09:30`, or `9:30 am`. */
export const timeOf = (at: string, zone: string): string => format(at, zone, clockTime());
/** `Mon 30 Nov`, with the year where it is not this one. */
export const dayOf = (at: string, zone: string): string =>
  format(at, zone, isThisYear(at, zone) ? DAY : { ...DAY, year: 'numeric' }).replace(',', '');
/** `30 Nov 2026`, for what was long ago. */
export const dateOf = (at: string, zone: string = viewerZone()): string => format(at, zone, DAY_AND_YEAR);
export const dayAndTimeOf = (at: string, zone: string = viewerZone()): string =>
  `${dayOf(at, zone)}, ${timeOf(at, zone)}`;

/** `Mon 30 Nov, 09:00–11:30`, or both days where there are two. */
export function rangeOf(start: string, end: string, zone: string): string {
  const [first, last] = [dayOf(start, zone), dayOf(end, zone)];
  const until = first === last ? timeOf(end, zone) : ` ${last}, ${timeOf(end, zone)}`;
  return `${first}, ${timeOf(start, zone)}–${until}`.replace('– ', ' – ');
}

/** The zone as people know it: `New Zealand Daylight Time`. */
export function zoneName(zone: string, at: string = now()): string {
  const parts = new Intl.DateTimeFormat(ENGLISH, { timeZone: zone, timeZoneName: 'long' }).formatToParts(new Date(at));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** Whether clocks in two zones differ at that instant. */
export function clocksDiffer(at: string, zone: string, other: string = viewerZone()): boolean {
  const instant = Temporal.Instant.from(at);
  const offsetIn = (id: string) => instant.toZonedDateTimeISO(id).offsetNanoseconds;
  return offsetIn(zone) !== offsetIn(other);
}

/** What was typed as a time of day: `930`, `9.30`, `9:30 pm`, `21`. Null where it is none. */
export function parseTime(typed: string): string | null {
  const match = /^(\d{1,2})(?:[:. h]?(\d{2}))?\s*(?:([ap])\.?m?\.?)?$/i.exec(typed.trim());
  if (!match) return null;
  const [, hourText, minuteText = '0', half] = match;
  let hour = Number(hourText);
  const minute = Number(minuteText);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** A time of day as the person reads it, and can type it: `parseTime` does not know the words for am and pm of every language. */
export function showTime(time: string): string {
  const shown = timeOf(`2000-01-01T${time}:00Z`, 'UTC');
  return parseTime(shown) === time ? shown : time;
}

/** `24 November 2026, 2:30 pm`, to show what a locale looks like. */
export const sampleOf = (tag: string): string =>
  new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(SAMPLE);

/** The instant of a date and a time in a zone. A time that the clocks skip becomes the next one that exists. */
export function instantOf(date: string, time: string, zone: string): string {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).toInstant().toString();
}

/** The date and the time of day of an instant in a zone. */
export function partsOf(at: string, zone: string): { date: string; time: string } {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** The first and the last day of the month that a date is in. */
export function monthOf(date: string): { from: string; to: string } {
  const first = Temporal.PlainDate.from(date).with({ day: 1 });
  return { from: first.toString(), to: first.add({ months: 1 }).subtract({ days: 1 }).toString() };
}

/** `November 2026`, for a date in it. */
export const monthName = (date: string): string =>
  format(`${date}T12:00:00Z`, 'UTC', { month: 'long', year: 'numeric' });

export const addMonths = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).add({ months }).toString();

export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();
export const addMinutes = (at: string, minutes: number): string =>
  Temporal.Instant.from(at).add({ minutes }).toString();
export const minutesBetween = (from: string, to: string): number =>
  Temporal.Instant.from(from).until(to).total('minutes');

/** Milliseconds since 1970, for what is drawn to scale. */
export const millisOf = (at: string): number => Date.parse(at);
export const instantAt = (millis: number): string => new Date(millis).toISOString();
/** The Monday of the week that a date is in. */
export function weekStartOf(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

const HOUR_MS = 3_600_000;
const SAMPLE = Date.UTC(2026, 10, 24, 14, 30);

/**
 * Every full hour between two instants as the clocks show it: `09`, or `9` where they have 12 hours. Those of 12 hours
 * have `am` and `pm` at midnight and at noon: there is no room for more in the head of a board.
 */
export function hoursOfDay(from: string, to: string, zone: string): { at: number; label: string }[] {
  const hour = hours();
  const ticks = [];
  for (let at = millisOf(from); at < millisOf(to); at += HOUR_MS) {
    const time = format(instantAt(at), zone, hour);
    const number = /\p{Nd}+/u.exec(time)![0];
    const beginsHalf = hour.hourCycle === 'h12' && Number(number) === 12;
    ticks.push({ at, label: beginsHalf ? time.replace(number, '').trim() : number });
  }
  return ticks;
}

export const isBefore = (at: string, other: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(other)) < 0;

/** Whether a text is a point in time, as the service or its history writes one. */
export const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text));

/** 24, or 23 or 25 on the days when clocks change. */
export function hoursInDay(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).hoursInDay;
}

export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek;
export const dayOfMonth = (date: string): number => Temporal.PlainDate.from(date).day;

/** The next full hour, by the clocks of a zone. */
export function nextFullHour(zone: string): string {
  const local = Temporal.Now.zonedDateTimeISO(zone);
  return local.round({ smallestUnit: 'hour', roundingMode: 'ceil' }).toInstant().toString();
}

/** A date alone, as `Mon 30 Nov`. */
export const showDate = (date: string): string => dayOf(`${date}T12:00:00Z`, 'UTC');

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 1_440],
  ['hour', 60],
  ['minute', 1],
];

/** `in 3 hours`, `2 days ago`. */
export function relative(at: string, from: string = now()): string {
  const minutes = minutesBetween(from, at);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(minutes) >= length) ?? UNITS[2]!;
  return new Intl.RelativeTimeFormat(ENGLISH, { numeric: 'auto' }).format(Math.round(minutes / size), unit);
}

/** From when to when it is this year in a zone, by the zone: a board asks it of every cell, and a calendar answers slowly. */
const years = new Map<string, { from: number; to: number }>();

function isThisYear(at: string, zone: string): boolean {
  const isWithin = (millis: number) => known !== undefined && millis >= known.from && millis < known.to;
  let known = years.get(zone);
  if (!isWithin(Date.now())) {
    const year = Number(today(zone).slice(0, 4));
    const [from, to] = [year, year + 1].map((each) => millisOf(instantOf(`${each}-01-01`, '00:00', zone)));
    years.set(zone, (known = { from: from!, to: to! }));
  }
  return isWithin(millisOf(at));
}
