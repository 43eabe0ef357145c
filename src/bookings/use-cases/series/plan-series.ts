import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { Period } from '../../../platform/domain/period.js';
import { ShortStretches } from '../../../platform/work/short-stretches.js';
import type { Tx } from '../../../platform/work/tx.js';
import { ensureLength } from '../../domain/booking-length.js';
import { occurrencesOf } from '../../domain/series/occurrences.js';
import { type SeriesException, type Slot, slotsOf } from '../../domain/series/series-exceptions.js';
import { SeriesOutcomes } from '../../domain/series/series-outcomes.js';
import { SeriesRule } from '../../domain/series/series-rule.js';
import { BookingContextLoader, type TransactionContext } from '../booking-context-loader.js';
import { BookingContextQueries, type Site } from '../booking-context.queries.js';
import { ensureOfBranch, knownSite, ownVehiclesOf } from '../own-vehicles.js';
import { type BookingRequest, PlaceBooking } from '../place-booking.js';

export type SeriesRequest = BookingRequest & { rrule: string; exceptions: readonly SeriesException[] };

/** A series before any of it is made. */
export interface SeriesPlan {
  site: Site;
  first: Period;
  rule: string;
  slots: readonly Slot[];
  /** The series' own vehicle, and those of single bookings. */
  vehicleIds: readonly string[];
}

/** BK-9: plans a series and checks each booking; the preview and the series itself use it. */
@Injectable()
export class PlanSeries {
  constructor(
    private readonly vehicles: BookingContextQueries,
    private readonly contexts: BookingContextLoader,
    private readonly place: PlaceBooking,
  ) {}

  /** @throws InvalidInput for an invalid rule or exception; UnknownReference */
  async of(actor: Actor, { rrule, exceptions, ...booking }: SeriesRequest): Promise<SeriesPlan> {
    const first = Period.of(booking.start, booking.end);
    const rule = SeriesRule.parse(rrule);
    const vehicleIds = [...new Set([booking.vehicleId, ...ownVehiclesOf(exceptions)])];
    const sites = await this.vehicles.sitesOf(vehicleIds);
    const site = knownSite(actor, sites.get(booking.vehicleId), 'vehicleId');
    ensureOfBranch(actor, exceptions, sites, site.branchId);
    const maxBookingDays = await this.vehicles.maxBookingDays();
    ensureLength(first, maxBookingDays);
    const slots = slotsOf(occurrencesOf(first, rule, site.timeZone), exceptions, maxBookingDays);
    return { site, first, rule: rule.text, slots, vehicleIds };
  }

  /**
   * Checks each booking that is not left out. Nothing is written.
   *
   * @param seriesId of the series; any id for a preview
   * @throws DomainError of BK-4 for an error that concerns all
   */
  async check(
    tx: Tx,
    actor: Actor,
    { slots }: SeriesPlan,
    { rrule: _, exceptions: __, ...booking }: SeriesRequest,
    seriesId: string,
  ): Promise<{ contexts: TransactionContext; outcomes: SeriesOutcomes; checked: readonly Slot[] }> {
    const checked = slots.filter(({ skipped }) => !skipped);
    const contexts = this.contexts.start(
      tx,
      actor,
      checked.map(({ period }) => period),
    );
    const outcomes = new SeriesOutcomes();
    const stretches = new ShortStretches();
    for (const { period, ownVehicleId } of checked) {
      const { start, end } = period;
      const own = { ...booking, start, end, vehicleId: ownVehicleId ?? booking.vehicleId };
      const hasOwnVehicle = own.vehicleId !== booking.vehicleId;
      await outcomes.of(period, () => this.place.check(contexts, own, seriesId), { hasOwnVehicle });
      await stretches.pause();
    }
    return { contexts, outcomes, checked };
  }
}
