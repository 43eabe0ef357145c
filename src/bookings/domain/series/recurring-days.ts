export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

/** A weekday, Monday = 0. With a number: the first, second … of its month or year; a negative number counts from the end. */
export interface NthWeekday {
  weekday: number;
  nth: number | null;
}

/** The parts of an RFC 5545 rule that choose days. */
export interface Recurrence {
  frequency: Frequency;
  interval: number;
  weekStart: number;
  byDay?: readonly NthWeekday[] | undefined;
  byMonthDay?: readonly number[] | undefined;
  byMonth?: readonly number[] | undefined;
  bySetPos?: readonly number[] | undefined;
}

const DAY_MS = 86_400_000;

interface Day {
  year: number;
  /** 1 to 12. */
  month: number;
  monthDay: number;
  weekday: number;
}

function dayOf(at: number): Day {
  const date = new Date(at);
  const [year, month, monthDay] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return { year, month, monthDay, weekday: (date.getUTCDay() + 6) % 7 };
}

/**
 * The days that the rule chooses, in order, each as its midnight in UTC. It looks at every day up to `last` once, so a rule
 * that never matches costs no more than another.
 *
 * @param first a midnight: the earliest day
 * @param last the latest moment
 */
export function* recurringDays(rule: Recurrence, first: number, last: number): Generator<number> {
  const complete = withDefaults(rule, dayOf(first));
  for (let turn = 0; ; turn += 1) {
    const [from, to] = turnSpan(complete, first, turn);
    if (from > last) return;
    const days: number[] = [];
    for (let at = from; at < to; at += DAY_MS) if (matches(complete, dayOf(at))) days.push(at);
    for (const day of chosen(days, complete.bySetPos)) if (day >= first && day <= last) yield day;
  }
}

/** Fills what the rule leaves out from the first day. */
function withDefaults(rule: Recurrence, { month, monthDay, weekday }: Day): Recurrence {
  const { frequency, byDay, byMonthDay, byMonth } = rule;
  if (byDay || byMonthDay || frequency === 'DAILY') return rule;
  if (frequency === 'WEEKLY') return { ...rule, byDay: [{ weekday, nth: null }] };
  return { ...rule, byMonthDay: [monthDay], byMonth: frequency === 'YEARLY' ? (byMonth ?? [month]) : byMonth };
}

/** The day, week, month or year with this number, half-open. */
function turnSpan({ frequency, interval, weekStart }: Recurrence, first: number, turn: number): [number, number] {
  const { year, month, weekday } = dayOf(first);
  const step = turn * interval;
  if (frequency === 'DAILY') return [first + step * DAY_MS, first + (step + 1) * DAY_MS];
  if (frequency === 'WEEKLY') {
    const week = first - ((weekday - weekStart + 7) % 7) * DAY_MS + step * 7 * DAY_MS;
    return [week, week + 7 * DAY_MS];
  }
  if (frequency === 'MONTHLY') return [Date.UTC(year, month - 1 + step, 1), Date.UTC(year, month + step, 1)];
  return [Date.UTC(year + step, 0, 1), Date.UTC(year + step + 1, 0, 1)];
}

function matches(rule: Recurrence, day: Day): boolean {
  const { byMonth, byMonthDay, byDay } = rule;
  if (byMonth && !byMonth.includes(day.month)) return false;
  if (byMonthDay && !byMonthDay.includes(day.monthDay) && !byMonthDay.includes(fromMonthEnd(day))) return false;
  return !byDay || byDay.some(({ weekday, nth }) => weekday === day.weekday && (nth === null || isNth(rule, day, nth)));
}

/** -1 on the last day of a month. */
const fromMonthEnd = ({ year, month, monthDay }: Day): number =>
  monthDay - 1 - new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * Whether the day is the nth weekday of its kind: in its year if the rule is yearly and names no months, else in its month.
 */
function isNth({ frequency, byMonth }: Recurrence, day: Day, nth: number): boolean {
  const { year, month, monthDay } = day;
  if (frequency === 'MONTHLY' || byMonth) {
    return nth > 0 ? Math.ceil(monthDay / 7) === nth : Math.ceil(-fromMonthEnd(day) / 7) === -nth;
  }
  const at = Date.UTC(year, month - 1, monthDay);
  const fromStart = (at - Date.UTC(year, 0, 1)) / DAY_MS + 1;
  const fromEnd = (Date.UTC(year + 1, 0, 1) - at) / DAY_MS;
  return Math.ceil((nth > 0 ? fromStart : fromEnd) / 7) === Math.abs(nth);
}

/** The days of one turn at the places that BYSETPOS names. */
function chosen(days: readonly number[], places: readonly number[] | undefined): readonly number[] {
  if (!places) return days;
  return days.filter((_, index) => places.includes(index + 1) || places.includes(index - days.length));
}
