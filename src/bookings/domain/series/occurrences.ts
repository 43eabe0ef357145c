import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { dayOf, instantOf, localSpanOf, type LocalTime } from '../../../platform/domain/local-time.js';
import { Period } from '../../../platform/domain/period.js';
import type { SeriesRule } from './series-rule.js';

/**
 * From one local time to another. If a clock change would put the end before the start, the period lasts as long as on other
 * days.
 */
function periodBetween(start: LocalTime, end: LocalTime, timeZone: string): Period {
  const [from, to] = [instantOf(start, timeZone), instantOf(end, timeZone)];
  return Period.of(from, to > from ? to : new Date(from.getTime() + (end - start)));
}

/** How long the period is on a day on which the clocks do not change. */
function usualLength(period: Period, timeZone: string): number {
  const { start, end } = localSpanOf(period, timeZone);
  // In an hour that the clocks repeat, the end can show an earlier time than the start.
  return end > start ? end - start : period.end.getTime() - period.start.getTime();
}

/**
 * The periods of a series in the branch's local time: 9 to 5 stays 9 to 5 when the clocks change, and 18:00 to 02:00 ends at
 * 02:00 every day, even if the first one ends in a night that skips 02:00.
 *
 * @param first the requested period; used exactly as it is if it is one of the series
 * @throws InvalidInput if the rule is invalid, or if a period would begin before the previous one ends
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
 * The new periods of a series when its first booking gets new times. The first gets exactly these. The others get the same
 * local times on their own day, shifted by as many days as the first. If only the start or only the end is new, each keeps
 * its own other time.
 *
 * @throws InvalidInput if one would end before it begins
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
 * An order in which to move periods one by one so that none needs a time which another still occupies: first those that move
 * later, the last one first; then the others, the first one first.
 *
 * @param from the periods, earliest first
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
