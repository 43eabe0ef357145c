import { DateTime } from 'luxon';
import { isShownTwice } from './local-time.js';

/**
 * Times in words for people, in emails and on pages. Calculations are in `local-time.ts`. The examples are in `en-GB`; the
 * locale decides the order, the words and the 12- or 24-hour clock.
 */

/** A text that depends on its reader's locale. */
export type LocalisedText = (locale: string) => string;

/** The same type, in which each text may still depend on its reader's locale. */
export type ForReaders<Value> = Value extends string
  ? Value | LocalisedText
  : Value extends readonly (infer Item)[]
    ? ForReaders<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: ForReaders<Value[Key]> }
      : Value;

export const inLocale = (text: string | LocalisedText, locale: string): string =>
  typeof text === 'function' ? text(locale) : text;

type Format = Intl.DateTimeFormatOptions;
const WEEKDAY: Format = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
const SHORT_WEEKDAY: Format = { weekday: 'short', day: 'numeric', month: 'short' };
const DAY: Format = { day: 'numeric', month: 'long', year: 'numeric' };
const CLOCK: Format = { timeStyle: 'short' };

/** `Tuesday, 24 November 2026, 09:00 (Europe/Berlin)`. */
export const moment =
  (instant: string | Date, zone: string): LocalisedText =>
  (locale) =>
    `${longTime(instant, zone)(locale)} (${zone})`;

/** `Tuesday, 24 November 2026, 09:00`, where the zone is named nearby. */
export const longTime = (instant: string | Date, zone: string): LocalisedText => dayThenClock(instant, zone, WEEKDAY);

/** For a subject: `Tue 24 Nov, 09:00`. */
export const shortMoment = (instant: string | Date, zone: string): LocalisedText =>
  dayThenClock(instant, zone, SHORT_WEEKDAY);

/** For a list: `24 November 2026, 09:00`. */
export const dayAndTime = (instant: string | Date, zone: string): LocalisedText => dayThenClock(instant, zone, DAY);

/** `24 November 2026`. */
export const day =
  (instant: string | Date, zone: string): LocalisedText =>
  (locale) =>
    format(locale, zone, DAY).format(new Date(instant));

/** From when to when. If the clocks change in between, or show one of the times twice, each time includes its UTC offset. */
export const period =
  (start: string | Date, end: string | Date, zone: string): LocalisedText =>
  (locale) =>
    `${wholePeriod(new Date(start), new Date(end), zone, locale)} (${zone})`;

function wholePeriod(start: Date, end: Date, zone: string, locale: string): string {
  const [from, to] = [local(start, zone), local(end, zone)];
  const clear = from.offset === to.offset && ![start, end].some((at) => isShownTwice(at, zone));
  const days = [start, end].map((at) => format(locale, zone, WEEKDAY).format(at));
  const clock = (at: Date) =>
    clear ? clockOf(at, zone, locale) : `${clockOf(at, zone, locale)} ${offsetOf(at, zone)}`;
  if (days[0] !== days[1]) return `${days[0]}, ${clock(start)} – ${days[1]}, ${clock(end)}`;
  const times = clear ? plain(format(locale, zone, CLOCK).formatRange(start, end)) : `${clock(start)}–${clock(end)}`;
  return `${days[0]}, ${times}`;
}

/** A time that the clocks show twice includes its UTC offset. */
const dayThenClock =
  (instant: string | Date, zone: string, dayFormat: Format): LocalisedText =>
  (locale) => {
    const at = new Date(instant);
    const clock = clockOf(at, zone, locale);
    const offset = isShownTwice(at, zone) ? ` ${offsetOf(at, zone)}` : '';
    return `${format(locale, zone, dayFormat).format(at)}, ${clock}${offset}`;
  };

const clockOf = (at: Date, zone: string, locale: string): string => plain(format(locale, zone, CLOCK).format(at));

const offsetOf = (at: Date, zone: string): string => local(at, zone).toFormat("'UTC'Z");

const local = (at: Date, zone: string): DateTime => DateTime.fromJSDate(at, { zone });

/** Thin and narrow spaces become plain ones: programs for text emails show them as boxes. */
const plain = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

const MOST_FORMATS = 500;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is much slower than using it. */
function format(locale: string, timeZone: string, options: Format): Intl.DateTimeFormat {
  const key = [locale, timeZone, ...Object.entries(options).flat()].join(' ');
  const known = formats.get(key);
  if (known) return known;
  if (formats.size >= MOST_FORMATS) formats.clear();
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formats.set(key, made);
  return made;
}
