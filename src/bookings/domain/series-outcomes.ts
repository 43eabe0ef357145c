import { DomainError } from '../../platform/domain/domain-error.js';
import type { Period } from '../../platform/domain/period.js';
import type { Booking } from './booking.js';
import type { BookingState } from './booking-details.js';
import { BookingNotEditable, PolicyViolated, StartInPast, TooLateForApproval, VehicleNotFree } from './errors.js';
import type { Wanted } from './errors.js';
import type { Violation } from './policy-limits.js';

/** What came of one booking of a series (BK-9): the booking, or why there is none, or why it stayed as it was. */
export interface Outcome {
  start: Date;
  end: Date;
  bookingId: string | null;
  state: BookingState | null;
  code: string | null;
  detail: string | null;
  violations: Violation[];
}

/** What is to become of those that fail: nothing of any, or of them alone. */
export type OnConflict = 'fail' | 'skip';

/** BK-9: `occurrences` lists what would have come of each, `alternatives` the vehicles that are free for all that are not. */
export class SeriesConflict extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'series_conflict';
  static override readonly title = 'Not every booking of the series can be had.';

  /** @param wanted what an alternative would have to be free for */
  constructor(
    readonly outcomes: readonly Outcome[],
    readonly wanted: readonly Wanted[] = [],
    alternatives: readonly object[] = [],
  ) {
    const failed = outcomes.filter(({ code }) => code !== null);
    super(`${failed.length} of ${outcomes.length} cannot be had.`, { occurrences: outcomes, alternatives });
  }
}

/** What can be wrong with one of them and right with the next; everything else is wrong with all. */
const OF_ONE = [VehicleNotFree, PolicyViolated, StartInPast, BookingNotEditable, TooLateForApproval] as const;

/** Gathers what comes of each booking of a series. */
export class Outcomes {
  readonly all: Outcome[] = [];
  /** Those that can be written, in the order in which they were judged. */
  readonly bookings: Booking[] = [];
  readonly #wanted: Wanted[] = [];

  /**
   * @param before the booking that is to be changed
   * @throws whatever `work` throws that is wrong with every booking of the series
   */
  async of(period: Period, work: () => Promise<Booking>, before?: Booking): Promise<void> {
    const none = { code: null, detail: null, violations: [] };
    try {
      const booking = await work();
      const { id, start, end, state } = booking;
      this.bookings.push(booking);
      this.all.push({ start, end, bookingId: id, state, ...none });
    } catch (error) {
      if (!OF_ONE.some((kind) => error instanceof kind)) throw error;
      const { message, problem, members } = error as DomainError;
      const { start, end } = period;
      const why = { code: problem.code, detail: message || problem.title };
      const violations = (members.violations ?? []) as Violation[];
      this.all.push({ start, end, bookingId: before?.id ?? null, state: before?.state ?? null, ...why, violations });
      if (error instanceof VehicleNotFree && error.wanted) this.#wanted.push(error.wanted);
    }
  }

  /** @throws SeriesConflict where some fail and none is to, or where none is left */
  ensure(onConflict: OnConflict): void {
    const failed = this.all.filter(({ code }) => code !== null).length;
    if (failed === 0 || (onConflict === 'skip' && failed < this.all.length)) return;
    throw new SeriesConflict(this.#sorted, this.#wanted);
  }

  get #sorted(): Outcome[] {
    return this.all.sort((one, other) => +one.start - +other.start);
  }
}
