import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { DAY_MS, dayOf, hasDay, instantOf, type LocalTime, localTimeOf } from '../../../platform/domain/local-time.js';
import { frequencies, type Frequency, type NthWeekday, type Recurrence, recurringDays } from './recurring-days.js';

export const MOST_OCCURRENCES = 366;
/** Every series ends at last after so many years, however rarely it repeats. */
export const MOST_YEARS = 20;

const LAST = Date.UTC(9999, 11, 30);

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];

type Parts = Map<string, string>;

/**
 * The rules of RFC 5545 for whole days (BK-9): daily to yearly, ending by COUNT or UNTIL. The time of day is that of the
 * first booking, so parts that choose a time are refused by name.
 */
export class SeriesRule {
  private constructor(
    readonly text: string,
    private readonly parts: Parts,
  ) {}

  /** @throws InvalidInput naming the part that cannot be */
  static parse(text: string): SeriesRule {
    const parts = partsOf(text.trim().replace(/^RRULE:/i, ''));
    const written = [...parts].map(([name, value]) => `${name}=${value}`).join(';');
    const rule = new SeriesRule(written, parts);
    rule.#ensureSupported();
    return rule;
  }

  /**
   * The local times at which the series repeats, starting with the first booking. A day that the branch's time zone skipped
   * does not count.
   *
   * @throws InvalidInput if there are none, too many, or any too late
   */
  occurrences(first: LocalTime, timeZone: string): LocalTime[] {
    const firstDay = dayOf(first);
    const timeOfDay = first - firstDay;
    const until = this.#until(timeZone);
    const horizon = Math.min(firstDay + MOST_YEARS * 366 * DAY_MS, LAST);
    const count = this.#number('COUNT', 1, MOST_OCCURRENCES);
    const found: LocalTime[] = [];
    // A clock change can move local times by up to a day, so look that much further than the end.
    const last = until === undefined ? horizon : Math.min(until.local + DAY_MS, horizon);
    for (const day of recurringDays(this.#recurrence(), firstDay, last)) {
      if (!until?.isBefore(day + timeOfDay) && hasDay(day, timeZone)) found.push(day + timeOfDay);
      if (found.length === (count ?? MOST_OCCURRENCES + 1)) break;
    }
    if (found.length === 0) throw refusal('rrule', 'no_occurrence', 'does not produce any dates');
    if (found.length > MOST_OCCURRENCES) {
      throw refusal('rrule', 'too_many_occurrences', `produces more than ${MOST_OCCURRENCES} bookings`);
    }
    const isWhole = count === undefined ? until!.local <= horizon + DAY_MS : found.length === count;
    if (!isWhole) throw refusal('rrule', 'too_long', `does not end within ${MOST_YEARS} years`);
    return found;
  }

  #ensureSupported(): void {
    for (const name of this.parts.keys()) {
      if (!PARTS.includes(name)) throw refusal(`rrule.${name}`, 'unsupported', `${name} is not supported`);
    }
    const frequency = this.parts.get('FREQ');
    if (frequency === undefined) throw refusal('rrule.FREQ', 'required', 'FREQ is required');
    if (!frequencies.includes(frequency as Frequency)) {
      throw refusal('rrule.FREQ', 'unsupported', 'FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY');
    }
    const ends = [this.parts.has('COUNT'), this.parts.has('UNTIL')].filter(Boolean).length;
    if (ends !== 1) throw refusal('rrule', 'no_end', 'must have either COUNT or UNTIL');
    this.#number('COUNT', 1, MOST_OCCURRENCES);
    if (this.parts.has('BYSETPOS') && !this.parts.has('BYDAY') && !this.parts.has('BYMONTHDAY')) {
      throw refusal('rrule.BYSETPOS', 'invalid', 'BYSETPOS needs BYDAY or BYMONTHDAY');
    }
    this.#recurrence();
    this.#until('UTC');
  }

  #recurrence(): Recurrence {
    const frequency = this.parts.get('FREQ') as Frequency;
    const weekStart = this.parts.get('WKST') ?? 'MO';
    if (!WEEKDAYS.includes(weekStart)) throw refusal('rrule.WKST', 'invalid', 'WKST must be a weekday');
    const byMonthDay = this.#list('BYMONTHDAY', (item) => whole('BYMONTHDAY', item, -31, 31));
    if (frequency === 'WEEKLY' && byMonthDay) {
      throw refusal('rrule.BYMONTHDAY', 'unsupported', 'BYMONTHDAY cannot be used with WEEKLY');
    }
    return {
      frequency,
      interval: this.#number('INTERVAL', 1, 1_000) ?? 1,
      weekStart: WEEKDAYS.indexOf(weekStart),
      byMonthDay,
      byDay: this.#list('BYDAY', (item) => this.#weekday(item)),
      byMonth: this.#list('BYMONTH', (item) => whole('BYMONTH', item, 1, 12)),
      bySetPos: this.#list('BYSETPOS', (item) => whole('BYSETPOS', item, -366, 366)),
    };
  }

  /** The latest start: an instant, or a local time of the branch. A date includes its whole day. */
  #until(timeZone: string): { local: LocalTime; isBefore: (start: LocalTime) => boolean } | undefined {
    const text = this.parts.get('UNTIL');
    if (text === undefined) return undefined;
    const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text);
    const [year, month, day, hour = 23, minute = 59, second = 59] = (found ?? []).slice(1, 7).map(numberOf);
    const at = found ? Date.UTC(year!, month! - 1, day!, hour, minute, second) : NaN;
    const same = Number.isNaN(at)
      ? ''
      : new Date(at)
          .toISOString()
          .replace(/[-:]/g, '')
          .slice(0, text.length < 9 ? 8 : 15);
    if (same === '' || same !== text.replace('Z', ''))
      throw refusal('rrule.UNTIL', 'invalid', 'UNTIL must be a date or time');
    if (found![7] !== 'Z') return { local: at, isBefore: (start) => at < start };
    return {
      local: localTimeOf(new Date(at), timeZone),
      isBefore: (start) => at < instantOf(start, timeZone).getTime(),
    };
  }

  #weekday(item: string): NthWeekday {
    const [, nth, day] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item) ?? [];
    if (!day) throw refusal('rrule.BYDAY', 'invalid', 'BYDAY must be a list of weekdays');
    const weekday = WEEKDAYS.indexOf(day);
    if (nth === undefined) return { weekday, nth: null };
    if (!['MONTHLY', 'YEARLY'].includes(this.parts.get('FREQ')!) || Number(nth) === 0 || Math.abs(Number(nth)) > 53) {
      throw refusal('rrule.BYDAY', 'invalid', 'BYDAY can only have a number with MONTHLY and YEARLY, and never 0');
    }
    return { weekday, nth: Number(nth) };
  }

  #number(name: string, min: number, max: number): number | undefined {
    const value = this.parts.get(name);
    return value === undefined ? undefined : whole(name, value, min, max);
  }

  #list<Item>(name: string, read: (item: string) => Item): Item[] | undefined {
    return this.parts.get(name)?.split(',').map(read);
  }
}

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

const refusal = (field: string, code: string, message: string) => new InvalidInput([{ field, code, message }]);

function partsOf(text: string): Parts {
  const parts: Parts = new Map();
  for (const part of text.toUpperCase().split(';')) {
    const [, name, value] = /^([A-Z-]{1,20})=([A-Z0-9,+-]{1,400})$/.exec(part) ?? [];
    if (!name || !value) throw refusal('rrule', 'invalid', 'must be an RFC 5545 recurrence rule');
    if (parts.has(name)) throw refusal(`rrule.${name}`, 'invalid', `${name} can be given only once`);
    parts.set(name, value);
  }
  return parts;
}

/** @throws InvalidInput unless it is a whole number between the two; 0 is refused where `min` is negative */
function whole(name: string, text: string, min: number, max: number): number {
  const value = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max && (value !== 0 || min === 0)) return value;
  throw refusal(`rrule.${name}`, 'invalid', `${name} must be between ${min} and ${max}`);
}
