import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { dayOf, instantOf, localSpanOf, type LocalTime } from '../../../platform/domain/local-time.js';
import { Period } from '../../../platform/domain/period.js';
import type { SeriesRule } from './series-rule.js';

/**
 * From one local time to the other. Where the clocks are put past the end, so that it would not be later than the start, the
 * period lasts as long as on any other day.
 */
function periodBetween(start: LocalTime, end: LocalTime, timeZone: string): Period {
  const [from, to] = [instantOf(start, timeZone), instantOf(end, timeZone)];
  return Period.of(from, to > from ? to : new Date(from.getTime() + (end - start)));
}

/** How long the period is on a day on which the clocks do not change. */
function usualLength(period: Period, timeZone: string): number {
  const { start, end } = localSpanOf(period, timeZone);
  // In an hour that comes twice, the clocks may show an earlier time at the end than at the start.
  return end > start ? end - start : period.end.getTime() - period.start.getTime();
}

/**
 * The periods of a series by the clocks of its branch: 9 to 5 stays 9 to 5 when the clocks are put forward or back, and 18:00
 * to 02:00 ends at 02:00 on every day, also where the first one ends in a night without that time.
 *
 * @param first as it was asked for; it is taken as it is where it is one of them
 * @throws InvalidInput where the rule cannot be, or one would begin before the one before it ends
 */
export function occurrencesOf(first: Period, rule: SeriesRule, timeZone: string): Period[] {
  const { start } = localSpanOf(first, timeZone);
  const length = usualLength(first, timeZone);
  const starts = rule.occurrences(start, timeZone);
  const periods = starts.map((each) => (each === start ? first : periodBetween(each, each + length, timeZone)));
  ensureApart(periods);
  return periods;
}

/**
 * Where bookings of a series lie when the first of them is given new times. The first gets exactly those; each other one gets
 * the same local times on its own day, wherever it lay before, or as many days later or earlier as the first is moved. Where
 * only one of the times is new, each keeps its own other one.
 *
 * @throws InvalidInput where one would end before it begins
 */
export function movedTogether(
  periods: readonly Period[],
  { start, end }: { start?: Date | undefined; end?: Date | undefined },
  timeZone: string,
): Period[] {
  const [first, ...others] = periods as [Period, ...Period[]];
  const moved = Period.of(start ?? first.start, end ?? first.end);
  const day = dayOf(localSpanOf(first, timeZone).start);
  const asked = localSpanOf(moved, timeZone);
  const ofOther = (period: Period): Period => {
    const own = localSpanOf(period, timeZone);
    const onOwnDay = (local: LocalTime): LocalTime => dayOf(own.start) + (local - day);
    const begins = start ? onOwnDay(asked.start) : own.start;
    if (start && end) return periodBetween(begins, begins + usualLength(moved, timeZone), timeZone);
    const ends = end ? onOwnDay(asked.end) : own.end;
    if (ends > begins) return periodBetween(begins, ends, timeZone);
    const message = `would make the booking of ${period.start.toISOString()} end before it starts; set both start and end`;
    throw new InvalidInput([{ field: start ? 'start' : 'end', code: 'not_after_start', message }]);
  };
  return [moved, ...others.map(ofOther)];
}

/**
 * An order in which periods, earliest first, can be moved one by one, so that none needs time that another has yet to leave:
 * those that begin later than before, the last one first, then the others, the first one first.
 */
export function orderOfMoves(from: readonly Period[], to: readonly Period[]): number[] {
  const indexes = [...from.keys()];
  const movesOn = (index: number): boolean => to[index]!.start > from[index]!.start;
  return [...indexes.filter(movesOn).reverse(), ...indexes.filter((index) => !movesOn(index))];
}

/** @throws InvalidInput */
export function ensureApart(periods: readonly Period[]): void {
  const sorted = [...periods].sort((one, other) => +one.start - +other.start);
  const early = sorted.findIndex(({ start }, index) => index > 0 && start < sorted[index - 1]!.end);
  if (early < 0) return;
  const at = sorted[early]!.start.toISOString();
  const message = `repeats at ${at}, before the previous one has ended`;
  throw new InvalidInput([{ field: 'rrule', code: 'overlaps_itself', message }]);
}
