import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { ShortStretches } from '../../../platform/work/short-stretches.js';
import type { Tx } from '../../../platform/work/tx.js';
import type { Booking } from '../../domain/booking.js';
import { movedTogether, orderOfMoves } from '../../domain/series/occurrences.js';
import { type SeriesException, type Slot, slotsOf } from '../../domain/series/series-exceptions.js';
import { SeriesOutcomes } from '../../domain/series/series-outcomes.js';
import { BookingContextLoader, type TransactionContext } from '../booking-context-loader.js';
import { BookingContextQueries } from '../booking-context.queries.js';
import { type Edit, EditBooking } from '../edit-booking.js';
import { ensureOfBranch, knownSite, ownVehiclesOf } from '../own-vehicles.js';

/** With `from`, this booking and the following ones; otherwise all that are ahead. Times are those of the first one. */
export type EditOfSeries = Edit & { from?: Date | undefined; exceptions: readonly SeriesException[] };

/** What an edit makes of one booking of a series. */
interface OccurrenceChange {
  booking: Booking;
  slot: Slot;
}

interface Checked {
  contexts: TransactionContext;
  outcomes: SeriesOutcomes;
  branchId: string;
  /** One slot for each booking, in the same order. */
  slots: readonly Slot[];
  /** The slots that were not left out, in the order of the outcomes. */
  checked: readonly Slot[];
}

/** BK-9: checks what an edit of a series does to each booking; the preview and the edit itself use it. */
@Injectable()
export class CheckSeriesEdit {
  constructor(
    private readonly vehicles: BookingContextQueries,
    private readonly contexts: BookingContextLoader,
    private readonly editBooking: EditBooking,
  ) {}

  /**
   * Changes the bookings that can be changed in memory only.
   *
   * @param bookings the ones to change, earliest first
   * @throws DomainError of BK-4 for an error that concerns all; InvalidInput for an impossible exception
   */
  async run(
    tx: Tx,
    actor: Actor,
    timeZone: string,
    bookings: readonly Booking[],
    { exceptions, from: _, ...edit }: EditOfSeries,
  ): Promise<Checked> {
    const branchId = await this.#branch(actor, edit.vehicleId, bookings[0]!, exceptions);
    const periods = bookings.map(({ period }) => period);
    const moved = edit.start || edit.end ? movedTogether(periods, edit, timeZone) : periods;
    const starts = periods.map(({ start }) => start);
    const slots = slotsOf(moved, exceptions, await this.vehicles.maxBookingDays(), starts);
    const changes = inMovableOrder(bookings.map((booking, index) => ({ booking, slot: slots[index]! })));
    const checked = changes.map(({ slot }) => slot);
    const contexts = this.contexts.start(
      tx,
      actor,
      checked.map(({ period }) => period),
    );
    const outcomes = new SeriesOutcomes();
    const stretches = new ShortStretches();
    for (const { booking, slot } of changes) {
      const { start, end } = slot.period;
      const vehicleId = slot.ownVehicleId ?? edit.vehicleId;
      const work = async () => {
        const own = { ...edit, start, end, vehicleId };
        await this.editBooking.checkAndApply(contexts, booking.markAsPartOfSeriesChange(), own);
        return booking;
      };
      const hasOwnVehicle = vehicleId !== edit.vehicleId;
      await outcomes.of(booking.period, work, { before: booking, hasOwnVehicle });
      await stretches.pause();
    }
    return { contexts, outcomes, branchId, slots, checked };
  }

  /** The branch of the vehicle that the bookings have, or get. */
  async #branch(
    actor: Actor,
    nextVehicleId: string | undefined,
    first: Booking,
    exceptions: readonly SeriesException[],
  ): Promise<string> {
    const own = ownVehiclesOf(exceptions);
    if (!nextVehicleId && own.length === 0) return first.branchId;
    const sites = await this.vehicles.sitesOf(nextVehicleId ? [nextVehicleId, ...own] : own);
    const { branchId } = nextVehicleId ? knownSite(actor, sites.get(nextVehicleId), 'vehicleId') : first;
    ensureOfBranch(actor, exceptions, sites, branchId);
    return branchId;
  }
}

/** The changes that are not left out, ordered so that none needs a slot which another still occupies. */
function inMovableOrder(all: readonly OccurrenceChange[]): OccurrenceChange[] {
  const changes = all.filter(({ slot }) => !slot.skipped);
  const order = orderOfMoves(
    changes.map(({ booking }) => booking.period),
    changes.map(({ slot }) => slot.period),
  );
  return order.map((index) => changes[index]!);
}
