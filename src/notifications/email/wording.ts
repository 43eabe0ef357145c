import { DateTime } from 'luxon';

// eslint-disable-next-line no-control-regex -- finding control characters is what this expression is for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Marks that turn the direction of everything after them: a name that holds one rewrites the sentence around it. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
const LONGEST_SUBJECT = 180;

/** Text of people, fit for a mail: line breaks are `\n`, nothing invisible remains. Names in Arabic or Hebrew stay whole. */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(CONTROL, '')
    .replace(OVERRIDES, '');
}

/** The same for a header: one line, of a length that every reader shows. */
export function oneLine(text: string, longest = LONGEST_SUBJECT): string {
  const letters = [...plain(text).replace(/\s+/g, ' ').trim()];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('');
}

const DAY = 'cccc d LLLL yyyy';
const CLOCK = 'HH:mm';

/** A time as people of that zone read it: `Tuesday 24 November 2026, 09:00 (Europe/Berlin)`. */
export const moment = (instant: string | Date, zone: string): string =>
  `${local(instant, zone).toFormat(`${DAY}, ${CLOCK}`)} (${zone})`;

/** From when to when. Where the clocks change in between, each time says its distance from UTC. */
export function period(start: string | Date, end: string | Date, zone: string): string {
  const [from, to] = [local(start, zone), local(end, zone)];
  const clock = from.offset === to.offset ? CLOCK : `${CLOCK} 'UTC'Z`;
  const sameDay = from.hasSame(to, 'day');
  const until = sameDay ? to.toFormat(clock) : to.toFormat(`${DAY}, ${clock}`);
  return `${from.toFormat(`${DAY}, ${clock}`)}${sameDay ? '–' : ' – '}${until} (${zone})`;
}

/** For a subject: `Tue 24 Nov, 09:00`. */
export const shortMoment = (instant: string | Date, zone: string): string =>
  local(instant, zone).toFormat(`ccc d LLL, ${CLOCK}`);

function local(instant: string | Date, zone: string): DateTime {
  const time = instant instanceof Date ? DateTime.fromJSDate(instant, { zone }) : DateTime.fromISO(instant, { zone });
  return time.setLocale('en-GB');
}
