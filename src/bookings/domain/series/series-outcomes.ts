import { DomainError } from '../../../platform/domain/domain-error.js';
import type { Period } from '../../../platform/domain/period.js';
import type { Booking } from '../booking.js';
import type { BookingState } from '../booking-details.js';
import {
  type AlternativesQuery,
  BookingNotEditable,
  PolicyViolated,
  StartInPast,
  TooLateForApproval,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleOutOfService,
} from '../errors.js';
import type { Violation } from '../policy-limits.js';

/** The result for one booking of a series (BK-9): the booking, or why it was not made or not changed. */
export interface OccurrenceOutcome {
  start: Date;
  end: Date;
  bookingId: string | null;
  state: BookingState | null;
  code: string | null;
  detail: string | null;
  violations: Violation[];
}

/** If some bookings fail: fail the whole series, or skip those. */
export type OnConflict = 'fail' | 'skip';

/** BK-9: `occurrences` lists the result for each booking, `alternatives` the vehicles that are free for all that failed. */
export class SeriesConflict extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'series_conflict';
  static override readonly title = 'Some bookings in the series cannot be made.';

  /** @param alternativesQueries what another vehicle would have to be free for */
  constructor(
    readonly outcomes: readonly OccurrenceOutcome[],
    readonly alternativesQueries: readonly AlternativesQuery[] = [],
    alternatives: readonly object[] = [],
  ) {
    const failed = outcomes.filter(({ code }) => code !== null);
    super(`${failed.length} of ${outcomes.length} bookings cannot be made.`, { occurrences: outcomes, alternatives });
  }
}

/** Errors that concern one booking of a series; every other error concerns them all. */
const OF_ONE = [VehicleNotFree, PolicyViolated, StartInPast, BookingNotEditable, TooLateForApproval] as const;

/** More errors that concern one booking, if it has a vehicle of its own. */
const OF_ITS_VEHICLE = [...OF_ONE, VehicleNotOpen, VehicleOutOfService, TooManyPassengers] as const;

/** Collects the result of each booking of a series. */
export class SeriesOutcomes {
  readonly all: OccurrenceOutcome[] = [];
  /** The bookings that can be written, in the order in which they were checked. */
  readonly bookings: Booking[] = [];
  /** What another vehicle would have to be free for. */
  readonly alternativesQueries: AlternativesQuery[] = [];

  /**
   * @param about the booking that changes, and whether it has another vehicle than the others
   * @throws any error of `work` that concerns every booking of the series
   */
  async of(
    period: Period,
    work: () => Promise<Booking>,
    { before, hasOwnVehicle = false }: { before?: Booking; hasOwnVehicle?: boolean } = {},
  ): Promise<void> {
    const none = { code: null, detail: null, violations: [] };
    try {
      const booking = await work();
      const { id, start, end, state } = booking;
      this.bookings.push(booking);
      this.all.push({ start, end, bookingId: id, state, ...none });
    } catch (error) {
      const kinds = hasOwnVehicle ? OF_ITS_VEHICLE : OF_ONE;
      if (!kinds.some((kind) => error instanceof kind)) throw error;
      const { message, problem, members } = error as DomainError;
      const { start, end } = period;
      const why = { code: problem.code, detail: message || problem.title };
      const violations = (members.violations ?? []) as Violation[];
      this.all.push({ start, end, bookingId: before?.id ?? null, state: before?.state ?? null, ...why, violations });
      if (error instanceof VehicleNotFree && error.alternativesQuery) {
        this.alternativesQueries.push(error.alternativesQuery);
      }
    }
  }

  /** @throws SeriesConflict if a booking failed and none may, or if all failed */
  ensure(onConflict: OnConflict): void {
    const failed = this.all.filter(({ code }) => code !== null).length;
    if (failed === 0 || (onConflict === 'skip' && failed < this.all.length)) return;
    throw new SeriesConflict(this.sorted, this.alternativesQueries);
  }

  /** All results, by the start of their bookings. */
  get sorted(): OccurrenceOutcome[] {
    return this.all.toSorted((one, other) => +one.start - +other.start);
  }
}
