import { repeat as m } from '../../messages/booking-sheet';
import { dayOfMonth, showDate, weekdayOf } from '../../time';

export const REPEATS = ['never', 'daily', 'weekdays', 'weekly', 'monthlyByDay', 'monthlyByDate'] as const;
export type RepeatKind = (typeof REPEATS)[number];

/** How a booking comes round, as people say it. */
export interface Repeat {
  kind: RepeatKind;
  interval: number;
  /** 1 for Monday; empty means the weekday of the pick-up. */
  weekdays: readonly number[];
  ends: 'until' | 'count';
  until: string;
  count: number;
}

export const NO_REPEAT: Repeat = { kind: 'never', interval: 1, weekdays: [], ends: 'until', until: '', count: 10 };

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const LAST = 5;

const daysOf = ({ weekdays }: Repeat, first: string) => (weekdays.length > 0 ? weekdays : [weekdayOf(first)]);

/** Which one of its weekday a date is in its month; the fifth is called the last. */
const nthOf = (date: string): number => Math.ceil(dayOfMonth(date) / 7);

/**
 * The rule of RFC 5545 that the service takes; null where the booking does not repeat, or its end is not typed yet.
 *
 * @param first the date of the pick-up
 */
export function ruleOf(repeat: Repeat, first: string): string | null {
  const parts = partsOf(repeat, first);
  if (!parts) return null;
  const interval = repeat.kind === 'weekdays' || repeat.interval === 1 ? [] : [`INTERVAL=${repeat.interval}`];
  const end = repeat.ends === 'count' ? `COUNT=${repeat.count}` : `UNTIL=${repeat.until.replaceAll('-', '')}`;
  return [...parts, ...interval, end].join(';');
}

function partsOf(repeat: Repeat, first: string): string[] | null {
  if (repeat.ends === 'until' ? !repeat.until : repeat.count < 1) return null;
  if (repeat.interval < 1) return null;
  const codes = (days: readonly number[]) => [...days].sort().map((day) => CODES[day - 1]);
  switch (repeat.kind) {
    case 'never':
      return null;
    case 'daily':
      return ['FREQ=DAILY'];
    case 'weekdays':
      return ['FREQ=WEEKLY', 'BYDAY=MO,TU,WE,TH,FR'];
    case 'weekly':
      return ['FREQ=WEEKLY', `BYDAY=${codes(daysOf(repeat, first)).join(',')}`];
    case 'monthlyByDay':
      return ['FREQ=MONTHLY', `BYDAY=${nthOf(first) === LAST ? -1 : nthOf(first)}${CODES[weekdayOf(first) - 1]}`];
    case 'monthlyByDate':
      return ['FREQ=MONTHLY', `BYMONTHDAY=${dayOfMonth(first)}`];
  }
}

/** The rule as a sentence: "Every second Tuesday until Tue 22 Dec". Empty where it is not complete. */
export function wordsOf(repeat: Repeat, first: string): string {
  if (ruleOf(repeat, first) === null) return '';
  const rule = ruleInWords(repeat, first);
  return repeat.ends === 'count' ? m.words.times(rule, repeat.count) : m.words.until(rule, showDate(repeat.until));
}

function ruleInWords(repeat: Repeat, first: string): string {
  const { interval } = repeat;
  const named = [...daysOf(repeat, first)].sort().map((day) => m.days[day - 1]!);
  switch (repeat.kind) {
    case 'daily':
      return m.words.daily(interval);
    case 'weekly':
      return m.words.weekly(interval, m.words.and(named));
    case 'monthlyByDay':
      return m.words.monthlyByDay(interval, m.nth[nthOf(first) - 1]!, m.days[weekdayOf(first) - 1]!);
    case 'monthlyByDate':
      return m.words.monthlyByDate(interval, dayOfMonth(first));
    default:
      return m.words.weekdays;
  }
}
