import { IANAZone } from 'luxon';

/**
 * A time as the clocks on the wall of a branch show it, whatever zone that is: the milliseconds at which a clock in UTC
 * would show the same.
 */
export type WallClock = number;

const DAY_MS = 86_400_000;

const offsetMs = (zone: IANAZone, instant: number): number => zone.offset(instant) * 60_000;

export function wallClockOf(instant: Date, timeZone: string): WallClock {
  return instant.getTime() + offsetMs(IANAZone.create(timeZone), instant.getTime());
}

/**
 * The instant at which the clocks show this. Where they show it twice it is the first time; where they never do, since they
 * are put forward past it, it is as long after the change as the clock that nobody touched says (RFC 5545, 3.3.5).
 */
export function instantOf(clock: WallClock, timeZone: string): Date {
  const zone = IANAZone.create(timeZone);
  const before = offsetMs(zone, clock - DAY_MS);
  const after = offsetMs(zone, clock + DAY_MS);
  const shown = [before, after].map((offset) => clock - offset).filter((at) => at + offsetMs(zone, at) === clock);
  return new Date(shown.length > 0 ? Math.min(...shown) : clock - before);
}
