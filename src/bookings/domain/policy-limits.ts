import { DateTime } from 'luxon';
import type { Period } from '../../platform/domain/period.js';

/** What a policy forbids (BK-5); a limit that is left out is none. */
export interface PolicyLimits {
  /** The start's calendar day in the branch is at most so many days after today. */
  maxDaysAhead?: number | undefined;
  minNoticeMinutes?: number | undefined;
  /** Lengths are time that passes: a day of 25 hours has 1,500 minutes. */
  minMinutes?: number | undefined;
  maxMinutes?: number | undefined;
  /** `HH:MM` on the branch's clocks, to `24:00`; the whole booking lies between them. */
  hours?: { from: string; to: string } | undefined;
  /** ISO weekdays, Monday = 1; the booking touches no other. */
  weekdays?: number[] | undefined;
  bufferMinutes?: number | undefined;
  /** Open bookings of one person, of all vehicles that carry the policy. */
  maxOpenPerPerson?: number | undefined;
}

export const violationCodes = [
  'too_far_ahead',
  'too_little_notice',
  'too_short',
  'too_long',
  'outside_hours',
  'weekday_not_allowed',
  'buffer_broken',
  'too_many_open',
] as const;
export type ViolationCode = (typeof violationCodes)[number];

/** One limit that a booking breaks: which, in words, and what the limit is. */
export interface Violation {
  code: ViolationCode;
  message: string;
  limit: PolicyLimits[keyof PolicyLimits];
}

/** What a policy looks at. */
export interface PolicyFacts {
  period: Period;
  /** Of the vehicle's branch. */
  timeZone: string;
  /** From when the start is looked at; null where the start is none that is being chosen now. */
  now: Date | null;
  /** Another booking lies within the buffer. */
  bufferBroken: boolean;
  /** The person's other open bookings under this policy. */
  othersOpen: number;
}

/** Every limit that is broken: whoever is refused should not have to find them out one by one. */
export function violationsOf(limits: PolicyLimits, facts: PolicyFacts): Violation[] {
  const { maxDaysAhead, minNoticeMinutes, minMinutes, maxMinutes } = limits;
  const { hours, weekdays, bufferMinutes, maxOpenPerPerson } = limits;
  const { period, timeZone, now, bufferBroken, othersOpen } = facts;
  const found: Violation[] = [];
  const check = <Limit>(limit: Limit | undefined, code: ViolationCode, broken: (limit: Limit) => string | false) => {
    const message = limit === undefined ? false : broken(limit);
    if (message) found.push({ code, message, limit: limit as Violation['limit'] });
  };
  check(
    maxDaysAhead,
    'too_far_ahead',
    (days) =>
      now !== null && daysAhead(now, period.start, timeZone) > days && `It starts more than ${days} days ahead.`,
  );
  check(
    minNoticeMinutes,
    'too_little_notice',
    (minutes) =>
      now !== null && minutesBetween(now, period.start) < minutes && `It is booked less than ${minutes} minutes ahead.`,
  );
  check(minMinutes, 'too_short', (least) => period.minutes < least && `It is shorter than ${least} minutes.`);
  check(maxMinutes, 'too_long', (most) => period.minutes > most && `It is longer than ${most} minutes.`);
  check(
    hours,
    'outside_hours',
    ({ from, to }) => !isWithinHours(period, timeZone, from, to) && `It is not wholly between ${from} and ${to}.`,
  );
  check(
    weekdays,
    'weekday_not_allowed',
    (days) =>
      weekdaysTouched(period, timeZone).some((day) => !days.includes(day)) &&
      'It touches a day of the week that is not open.',
  );
  check(
    bufferMinutes,
    'buffer_broken',
    (minutes) => bufferBroken && `There are less than ${minutes} minutes to the booking before or after it.`,
  );
  check(
    maxOpenPerPerson,
    'too_many_open',
    (most) => othersOpen + 1 > most && `The person would have more than ${most} open bookings.`,
  );
  return found;
}

const DAY_MS = 86_400_000;
const minutesBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 60_000;
const local = (at: Date | number, zone: string): DateTime => DateTime.fromMillis(Number(at), { zone });

/** Midnights between the two days as a calendar counts them, whatever the clocks do in between. */
function daysAhead(now: Date, start: Date, zone: string): number {
  const dayNumber = (at: Date) => {
    const { year, month, day } = local(at, zone);
    return Date.UTC(year, month - 1, day) / DAY_MS;
  };
  return dayNumber(start) - dayNumber(now);
}

/** The weekdays on the branch's clocks of every moment; one that ends at midnight does not touch the day that begins there. */
function weekdaysTouched(period: Period, zone: string): number[] {
  const touched = new Set<number>();
  const last = period.end.getTime() - 1;
  // No day of any zone is shorter than this step, and eight days touch every weekday there is.
  const until = Math.min(last, period.start.getTime() + 8 * DAY_MS);
  for (let at = period.start.getTime(); at < until; at += DAY_MS / 2) touched.add(local(at, zone).weekday);
  return [...touched.add(local(until, zone).weekday)];
}

/** Whether the branch's clocks show a time in `[from, to)` at every moment of the period. */
function isWithinHours(period: Period, zone: string, from: string, to: string): boolean {
  const [opens, closes] = [clockMs(from), clockMs(to)];
  if (opens === 0 && closes === DAY_MS) return true;
  return clockRuns(period, zone).every(
    ([first, last]) => first.hasSame(last, 'day') && clockOf(first) >= opens && clockOf(last) < closes,
  );
}

/**
 * The period cut where the clocks are put forward or back, each part by its first and last moment: within a part clocks
 * only go on. Parts of more than a day leave any hours, so that one change in a part is all that can matter.
 */
function clockRuns(period: Period, zone: string): [DateTime, DateTime][] {
  const [first, last] = [period.start.getTime(), period.end.getTime() - 1];
  const before = local(first, zone);
  if (last - first > DAY_MS * 1.5 || before.offset === local(last, zone).offset) return [[before, local(last, zone)]];
  let [low, high] = [first, last];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (local(middle, zone).offset === before.offset) low = middle;
    else high = middle;
  }
  return [
    [before, local(low, zone)],
    [local(high, zone), local(last, zone)],
  ];
}

const clockMs = (clock: string): number => {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  return (hours * 60 + minutes) * 60_000;
};
const clockOf = ({ hour, minute, second, millisecond }: DateTime): number =>
  ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond;
