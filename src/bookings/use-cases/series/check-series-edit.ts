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

/** `from` for this and the following ones; without, all that are ahead. Times are those of the first of them. */
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
  /** One for each booking, in their order. */
  slots: readonly Slot[];
  /** Those that were not left out, in the order of the outcomes. */
  checked: readonly Slot[];
}

/** BK-9: what would come of each booking when a series is edited: the same for a preview and for the edit itself. */
@Injectable()
export class CheckSeriesEdit {
  constructor(
    private readonly vehicles: BookingContextQueries,
    private readonly contexts: BookingContextLoader,
    private readonly editBooking: EditBooking,
  ) {}

  /**
   * Nothing is written; the bookings that can be changed are, in memory.
   *
   * @param bookings all that are meant, earliest first
   * @throws DomainError of BK-4 for what is wrong with all; InvalidInput for an exception that cannot be
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

  /** That of the vehicle that they are to have, or have. */
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

/** Those that are not left out, in an order in which none needs the slot that another has yet to leave. */
function inMovableOrder(all: readonly OccurrenceChange[]): OccurrenceChange[] {
  const changes = all.filter(({ slot }) => !slot.skipped);
  const order = orderOfMoves(
    changes.map(({ booking }) => booking.period),
    changes.map(({ slot }) => slot.period),
  );
  return order.map((index) => changes[index]!);
}
