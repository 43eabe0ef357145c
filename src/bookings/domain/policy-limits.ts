import { counted, lengthInWords } from '../../platform/domain/length-in-words.js';
import { daysBetween, type Hours, isWithinHours, weekdaysTouched } from '../../platform/domain/local-time.js';
import type { Period } from '../../platform/domain/period.js';

/** The limits of a policy (BK-5). A limit that is left out does not apply. */
export interface PolicyLimits {
  /** The booking starts at most so many calendar days after today, in the branch's time zone. */
  maxDaysAhead?: number | undefined;
  minNoticeMinutes?: number | undefined;
  /** Lengths count elapsed time: a day of 25 hours has 1,500 minutes. */
  minMinutes?: number | undefined;
  maxMinutes?: number | undefined;
  /** The whole booking is within these hours, in the branch's local time. */
  hours?: Hours | undefined;
  /** ISO weekdays, Monday = 1. The booking touches no other weekday. */
  weekdays?: number[] | undefined;
  bufferMinutes?: number | undefined;
  /** How many open bookings one person may have on all vehicles with this policy. */
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

/** A limit that a booking breaks: its name, a sentence, and its value. */
export interface Violation {
  code: ViolationCode;
  message: string;
  limit: PolicyLimits[keyof PolicyLimits];
}

/** The facts of a booking that a policy looks at. */
export interface PolicyFacts {
  period: Period;
  /** Of the vehicle's branch. */
  timeZone: string;
  /** The time with which the start is compared; null if the start is not being changed. */
  now: Date | null;
  /** There is another booking within the buffer. */
  bufferBroken: boolean;
  /** The person's other open bookings under this policy. */
  othersOpen: number;
}

/** Every limit that is broken, so that nobody has to find them out one by one. */
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
      now !== null &&
      daysBetween(now, period.start, timeZone) > days &&
      `It starts more than ${counted(days, 'day')} from now.`,
  );
  check(
    minNoticeMinutes,
    'too_little_notice',
    (minutes) =>
      now !== null &&
      minutesBetween(now, period.start) < minutes &&
      `It starts less than ${lengthInWords(minutes * 60)} from now.`,
  );
  check(
    minMinutes,
    'too_short',
    (least) => period.minutes < least && `It is shorter than ${lengthInWords(least * 60)}.`,
  );
  check(maxMinutes, 'too_long', (most) => period.minutes > most && `It is longer than ${lengthInWords(most * 60)}.`);
  check(
    hours,
    'outside_hours',
    (open) => !isWithinHours(period, timeZone, open) && `It is not entirely between ${open.from} and ${open.to}.`,
  );
  check(
    weekdays,
    'weekday_not_allowed',
    (days) =>
      [...weekdaysTouched(period, timeZone)].some((day) => !days.includes(day)) &&
      'It includes a day of the week on which the vehicle cannot be booked.',
  );
  check(
    bufferMinutes,
    'buffer_broken',
    (minutes) => bufferBroken && `It is less than ${lengthInWords(minutes * 60)} before or after another booking.`,
  );
  check(
    maxOpenPerPerson,
    'too_many_open',
    (most) => othersOpen + 1 > most && `The person would have more than ${counted(most, 'open booking')}.`,
  );
  return found;
}

const minutesBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 60_000;
