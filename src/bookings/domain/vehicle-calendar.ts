import type { Period } from '../../platform/domain/period.js';

/** When the vehicle is out of service, and why (BR-5). */
export interface Outage {
  period: Period;
  note: string;
}

const MINUTE_MS = 60_000;

/**
 * When a vehicle is held or out of service, for the bookings of one transaction. Bookings that are made or moved are added,
 * so that the next one of a series sees them without asking the database.
 */
export class VehicleCalendar {
  readonly #holds: Map<string, Period>;

  /** @param outages earliest first */
  constructor(
    holds: Iterable<readonly [bookingId: string, Period]>,
    private readonly outages: readonly Outage[],
  ) {
    this.#holds = new Map(holds);
  }

  /**
   * Whether another booking holds the vehicle at that time.
   *
   * @param except the booking that is being changed
   * @param bufferMinutes how far away other bookings must be
   */
  isHeld({ start, end }: Period, except?: string, bufferMinutes = 0): boolean {
    const from = start.getTime() - bufferMinutes * MINUTE_MS;
    const to = end.getTime() + bufferMinutes * MINUTE_MS;
    for (const [id, held] of this.#holds) {
      if (id !== except && held.start.getTime() < to && from < held.end.getTime()) return true;
    }
    return false;
  }

  /** Why the vehicle is out of service at that time; null if it is not. */
  outageAt(period: Period): string | null {
    return this.outages.find((outage) => outage.period.overlaps(period))?.note ?? null;
  }

  hold(bookingId: string, period: Period): void {
    this.#holds.set(bookingId, period);
  }

  release(bookingId: string): void {
    this.#holds.delete(bookingId);
  }
}
