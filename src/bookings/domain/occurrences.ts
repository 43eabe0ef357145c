import { InvalidInput } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import type { SeriesRule } from './series-rule.js';
import { instantOf, type WallClock, wallClockOf } from './wall-clock.js';

/** How far the clocks go on between two moments, whatever they were put to in between. */
const clockBetween = (from: Date, to: Date, timeZone: string): number =>
  wallClockOf(to, timeZone) - wallClockOf(from, timeZone);

/**
 * From this time on for so long by the clocks. Where they were put past its end it lasts as long as it would on another day.
 */
function periodAt(start: WallClock, clockMs: number, lengthMs: number, timeZone: string): Period {
  const from = instantOf(start, timeZone);
  const to = instantOf(start + clockMs, timeZone);
  return Period.of(from, to > from ? to : new Date(from.getTime() + lengthMs));
}

/**
 * The periods of a series by the clocks of its branch: 9 to 5 stays 9 to 5 when the clocks are put forward or back (BK-9).
 *
 * @param first as it was wished; it is taken as it is where it is one of them
 * @throws InvalidInput where the rule cannot be, or one would begin before the one before it ends
 */
export function occurrencesOf(first: Period, rule: SeriesRule, timeZone: string): Period[] {
  const start = wallClockOf(first.start, timeZone);
  const clockMs = clockBetween(first.start, first.end, timeZone);
  const lengthMs = first.end.getTime() - first.start.getTime();
  const clocks = rule.occurrences(start, (instant) => wallClockOf(instant, timeZone));
  const periods = clocks.map((clock) => (clock === start ? first : periodAt(clock, clockMs, lengthMs, timeZone)));
  ensureApart(periods);
  return periods;
}

/** The same, moved as one of them is: by what the clocks show. */
export function movedAlike(period: Period, from: Period, to: Period, timeZone: string): Period {
  const start = wallClockOf(period.start, timeZone) + clockBetween(from.start, to.start, timeZone);
  const clockMs = clockBetween(to.start, to.end, timeZone);
  return periodAt(start, clockMs, to.end.getTime() - to.start.getTime(), timeZone);
}

/** @throws InvalidInput */
export function ensureApart(periods: readonly Period[]): void {
  const sorted = [...periods].sort((one, other) => +one.start - +other.start);
  const early = sorted.findIndex(({ start }, index) => index > 0 && start < sorted[index - 1]!.end);
  if (early < 0) return;
  const at = sorted[early]!.start.toISOString();
  const message = `comes round at ${at}, before the one before it is over`;
  throw new InvalidInput([{ field: 'rrule', code: 'overlaps_itself', message }]);
}
