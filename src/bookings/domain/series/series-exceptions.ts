import { type FieldProblem, InvalidInput } from '../../../platform/domain/domain-error.js';
import { Period } from '../../../platform/domain/period.js';
import { ensureLength } from '../booking-length.js';

/** How one booking of a series differs from the rule (BK-9). */
export interface SeriesException {
  /** Which booking it is: the start by the rule, or the current start. */
  occurrence: Date;
  /** Whether the booking is left out: not made, or not changed. */
  skip: boolean;
  /** Different times and vehicle; what is left out is as for the others. */
  start?: Date | undefined;
  end?: Date | undefined;
  vehicleId?: string | undefined;
}

/** One booking of a series before it is made or changed. */
export interface Slot {
  /** The start by the rule, or the current start. */
  occurrence: Date;
  period: Period;
  /** Set if the booking gets another vehicle than the others. */
  ownVehicleId: string | undefined;
  skipped: boolean;
}

/**
 * The bookings of a series, from its periods and its exceptions.
 *
 * @param periods by the rule, or by the edit
 * @param starts how exceptions name the bookings, if not by the starts of `periods`
 * @throws InvalidInput for an exception that matches no booking, for two that match the same one, and for impossible times
 */
export function slotsOf(
  periods: readonly Period[],
  exceptions: readonly SeriesException[],
  maxBookingDays: number,
  starts = periods.map(({ start }) => start),
): Slot[] {
  const places = new Map(starts.map((start, index) => [+start, index]));
  const slots = periods.map((period, index): Slot => {
    return { occurrence: starts[index]!, period, ownVehicleId: undefined, skipped: false };
  });
  const seen = new Set<number>();
  for (const [number, { occurrence, skip, start, end, vehicleId }] of exceptions.entries()) {
    const place = places.get(+occurrence);
    const wrong = place === undefined ? NOT_IN_SERIES : seen.has(place) ? TWICE : undefined;
    if (wrong) throw new InvalidInput([{ field: `exceptions.${number}.occurrence`, ...wrong }]);
    seen.add(place!);
    const { period } = slots[place!]!;
    const moved = start || end ? movedTo(start ?? period.start, end ?? period.end, maxBookingDays, number) : period;
    slots[place!] = { occurrence: starts[place!]!, period: moved, ownVehicleId: vehicleId, skipped: skip };
  }
  return slots;
}

/** @throws InvalidInput where everything is left out */
export function ensureSomeLeft(slots: readonly Slot[]): void {
  if (slots.some(({ skipped }) => !skipped)) return;
  throw new InvalidInput([
    { field: 'exceptions', code: 'nothing_left', message: 'must not leave out every booking of the series' },
  ]);
}

const NOT_IN_SERIES = { code: 'not_in_series', message: 'is not the start of a booking of the series' };
const TWICE = { code: 'twice', message: 'must not appear twice' };

/** Refuses the same times as for a single booking, with the path of the exception. */
function movedTo(start: Date, end: Date, maxBookingDays: number, number: number): Period {
  try {
    const period = Period.of(start, end);
    ensureLength(period, maxBookingDays);
    return period;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const errors = error.members.errors as FieldProblem[];
    throw new InvalidInput(errors.map((each) => ({ ...each, field: `exceptions.${number}.${each.field}` })));
  }
}
