import { IANAZone } from 'luxon';
import type { Period } from './period.js';

/**
 * The only place that calculates local time: what clocks show, which days a period touches, whether it is within hours.
 * Policies, approval flows, series and reports all use it, so that they cannot disagree.
 *
 * It handles every zone of the IANA database: clock changes may cross midnight in either direction, skip a whole day, or be
 * any number of minutes.
 */

/** What the clocks of a zone show: the milliseconds at which a clock in UTC would show the same. */
export type LocalTime = number;

/** A calendar day: its midnight as a local time, even if the clocks of the zone skip that midnight. */
export type LocalDay = LocalTime;

/** Local times `HH:MM`, `from` earlier than `to`; `24:00` is the end of the day. */
export interface Hours {
  from: string;
  to: string;
}

export const DAY_MS = 86_400_000;

/** Whether it is the name of a zone in the IANA database; an offset such as `+02:00` is not. */
export function isTimeZone(name: string): boolean {
  return /^[a-z]/i.test(name) && IANAZone.isValidZone(name);
}

export function localTimeOf(instant: Date, timeZone: string): LocalTime {
  const at = instant.getTime();
  return at + offsetAt(at, timeZone);
}

/**
 * The local time at which a period ends. It differs from `localTimeOf` only if the clocks go forward at that very instant:
 * when they jump from 02:00 to 03:00 the period ends at 02:00, and when they jump from midnight to 01:00 it ends at midnight.
 */
export function localEndOf(instant: Date, timeZone: string): LocalTime {
  const at = instant.getTime();
  return at + Math.min(offsetAt(at - 1, timeZone), offsetAt(at, timeZone));
}

/**
 * The local start and end of a period. A period that covers whole days starts and ends at midnight, even on a day that has no
 * midnight.
 */
export function localSpanOf({ start, end }: Period, timeZone: string): { start: LocalTime; end: LocalTime } {
  const [begins, ends] = [localTimeOf(start, timeZone), localEndOf(end, timeZone)];
  const beginsDay = dayOf(localTimeOf(new Date(start.getTime() - 1), timeZone)) < dayOf(begins);
  return { start: beginsDay && ends === dayOf(ends) ? dayOf(begins) : begins, end: ends };
}

/**
 * The instant at which the clocks show this local time; the first one if they show it twice. If they skip it, the instant at
 * which a clock that was not changed would show it, so that 02:30 becomes 03:30 (RFC 5545, 3.3.5).
 */
export function instantOf(local: LocalTime, timeZone: string): Date {
  let before = 0;
  for (const { from, until, offset } of stretches(local - MOST_OFFSET_MS, local + MOST_OFFSET_MS, timeZone)) {
    const at = local - offset;
    if (at < from) break;
    if (at < until) return new Date(at);
    before = offset;
  }
  return new Date(local - before);
}

/** Whether the clocks show the local time of this instant twice, as in the hour before they go back. */
export function isShownTwice(instant: Date, timeZone: string): boolean {
  const local = localTimeOf(instant, timeZone);
  for (const { from, until, offset } of stretches(local - MOST_OFFSET_MS, local + MOST_OFFSET_MS, timeZone)) {
    const at = local - offset;
    if (at >= from && at < until && at !== instant.getTime()) return true;
  }
  return false;
}

export const dayOf = (local: LocalTime): LocalDay => Math.floor(local / DAY_MS) * DAY_MS;

/** ISO weekday, Monday = 1. */
export const weekdayOf = (day: LocalDay): number => ((((day / DAY_MS + 3) % 7) + 7) % 7) + 1;

/** Whether the zone has this day: Samoa had no 30 December 2011. */
export function hasDay(day: LocalDay, timeZone: string): boolean {
  return dayOf(localTimeOf(instantOf(day, timeZone), timeZone)) === day;
}

/** How many days later on the calendar `to` is than `from`, regardless of clock changes in between. */
export function daysBetween(from: Date, to: Date, timeZone: string): number {
  return (dayOf(localTimeOf(to, timeZone)) - dayOf(localTimeOf(from, timeZone))) / DAY_MS;
}

/**
 * Whether two instants are at most so many days apart in any time zone: a day on which the clocks go back can be up to three
 * hours longer.
 */
export const isAtMostDays = (days: number, from: Date, to: Date): boolean =>
  +to - +from <= days * DAY_MS + MOST_PUT_BACK_MS;

/**
 * Every local day that the period touches, in order, each once. A period that ends at midnight does not touch the next day.
 */
export function* daysTouched({ start, end }: Period, timeZone: string): Generator<LocalDay> {
  const seen = new Set<LocalDay>();
  for (const { from, until, offset } of stretches(start.getTime(), end.getTime(), timeZone)) {
    const last = dayOf(until - 1 + offset);
    for (let day = dayOf(from + offset); day <= last; day += DAY_MS) {
      // Clocks that go back over midnight show the previous day again.
      if (seen.has(day)) continue;
      seen.add(day);
      yield day;
    }
  }
}

/** The ISO weekdays of the days that the period touches. */
export function weekdaysTouched(period: Period, timeZone: string): Set<number> {
  const weekdays = new Set<number>();
  for (const day of daysTouched(period, timeZone)) {
    if (weekdays.add(weekdayOf(day)).size === 7) break;
  }
  return weekdays;
}

/**
 * Whether the local time is in `[from, to)` at every instant of the half-open period, to the millisecond: with hours until
 * 17:00, a booking may end at 17:00:00.000 and not one millisecond later. A period may touch several days only if no time
 * outside the hours lies in between.
 */
export function isWithinHours({ start, end }: Period, timeZone: string, { from, to }: Hours): boolean {
  const [opens, closes] = [timeOfDay(from), timeOfDay(to)];
  if (opens === 0 && closes === DAY_MS) return true;
  for (const stretch of stretches(start.getTime(), end.getTime(), timeZone)) {
    const [first, last] = [stretch.from + stretch.offset, stretch.until + stretch.offset];
    const day = dayOf(first);
    if (first < day + opens || last > day + closes) return false;
  }
  return true;
}

function timeOfDay(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  return (hours * 60 + minutes) * 60_000;
}

/** A span of instants without a clock change. */
interface Stretch {
  from: number;
  until: number;
  /** How far the clocks are ahead of UTC. */
  offset: number;
}

/** No zone since 1970 was ever this far from UTC. */
const MOST_OFFSET_MS = 16 * 3_600_000;
const MOST_PUT_BACK_MS = 3 * 3_600_000;
/** No zone has changed its clocks twice within this time: since 1970 the shortest time between two changes is a week. */
const STEP_MS = 2 * DAY_MS;
const WINDOW_MS = 16 * STEP_MS;
const MOST_WINDOWS = 4_096;

/** Looking up an offset takes some microseconds, and the same few months are needed all day. */
const windows = new Map<string, Map<number, readonly Stretch[]>>();
let windowCount = 0;

function offsetAt(at: number, timeZone: string): number {
  const window = windowOf(Math.floor(at / WINDOW_MS), timeZone);
  for (const { until, offset } of window) if (at < until) return offset;
  return window.at(-1)!.offset;
}

/** The stretches of a zone between two instants. Neighbouring stretches may have the same offset. */
function* stretches(from: number, until: number, timeZone: string): Generator<Stretch> {
  for (let index = Math.floor(from / WINDOW_MS); index * WINDOW_MS < until; index += 1) {
    for (const stretch of windowOf(index, timeZone)) {
      if (stretch.until <= from || stretch.from >= until) continue;
      const cut = stretch.from < from || stretch.until > until;
      yield cut
        ? {
            from: Math.max(stretch.from, from),
            until: Math.min(stretch.until, until),
            offset: stretch.offset,
          }
        : stretch;
    }
  }
}

function windowOf(index: number, timeZone: string): readonly Stretch[] {
  const known = windows.get(timeZone)?.get(index);
  if (known) return known;
  const found = readWindow(index, timeZone);
  if (windowCount >= MOST_WINDOWS) {
    windows.clear();
    windowCount = 0;
  }
  const ofZone = windows.get(timeZone) ?? new Map<number, readonly Stretch[]>();
  windows.set(timeZone, ofZone.set(index, found));
  windowCount += 1;
  return found;
}

function readWindow(index: number, timeZone: string): Stretch[] {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError(`${timeZone} is not an IANA time zone`);
  const offsetIn = (at: number): number => Math.round(zone.offset(at) * 60_000);
  const [start, end] = [index * WINDOW_MS, (index + 1) * WINDOW_MS];
  const found: Stretch[] = [];
  let [from, offset] = [start, offsetIn(start)];
  for (let at = start; at < end; at += STEP_MS) {
    const next = offsetIn(at + STEP_MS);
    if (next === offset) continue;
    const change = changeBetween(at, at + STEP_MS, (instant) => offsetIn(instant) === offset);
    if (change >= end) break;
    found.push({ from, until: change, offset });
    [from, offset] = [change, next];
  }
  return [...found, { from, until: end, offset }];
}

/** The first whole second with the new offset: clock changes happen at whole seconds. */
function changeBetween(from: number, to: number, isAsBefore: (instant: number) => boolean): number {
  let [low, high] = [from / 1_000, to / 1_000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isAsBefore(middle * 1_000)) low = middle;
    else high = middle;
  }
  return high * 1_000;
}
