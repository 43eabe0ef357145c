import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import type { Lock } from '../../../platform/work/locks.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Booking } from '../../domain/booking.js';
import { BookingSeries } from '../../domain/series/booking-series.js';
import { ensureSomeLeft } from '../../domain/series/series-exceptions.js';
import type { OnConflict } from '../../domain/series/series-outcomes.js';
import { SeriesMade } from '../../events.js';
import { Alternatives } from '../alternatives.js';
import { PlaceBooking } from '../place-booking.js';
import { PlanSeries, type SeriesRequest } from './plan-series.js';
import type { SeriesView } from './series.queries.js';

export type NewSeries = SeriesRequest & { onConflict: OnConflict };

/** BK-9: every booking of a series is checked as if it were made alone, and all that are made commit together. */
@Injectable()
export class MakeSeries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly planSeries: PlanSeries,
    private readonly place: PlaceBooking,
    private readonly alternatives: Alternatives,
  ) {}

  /** @throws SeriesConflict; InvalidInput for an invalid rule; DomainError of BK-4 for an error that concerns all */
  async run(actor: Actor, { onConflict, ...request }: NewSeries): Promise<SeriesView> {
    const plan = await this.planSeries.of(actor, request);
    ensureSomeLeft(plan.slots);
    const { branchId, timeZone } = plan.site;
    const { vehicleId, bookerId = actor.userId } = request;
    const whose = { vehicleId, branchId, bookerId, originatorId: actor.userId };
    const beginning = { ...whose, period: plan.first, rrule: plan.rule, timeZone };
    const make = async (tx: Tx): Promise<SeriesView> => {
      const series = await tx.save(BookingSeries.begin(beginning, new Date()));
      const { contexts, outcomes } = await this.planSeries.check(tx, actor, plan, request, series.id);
      outcomes.ensure(onConflict);
      Booking.tell(outcomes.bookings, SeriesMade);
      await this.place.insertAll(tx, contexts, outcomes.bookings);
      return { ...viewOf(series), occurrences: outcomes.sorted };
    };
    const locks = plan.vehicleIds.toSorted().map((id): Lock => ['vehicle', id]);
    return this.alternatives.orElse(actor, () => this.work.run(actor, make, { locks }));
  }
}

/** The series as the API answers it, without its bookings. */
export function viewOf(series: BookingSeries): Omit<SeriesView, 'occurrences'> {
  const { id, vehicleId, branchId, bookerId, originatorId, start, end, rrule, timeZone, version, createdAt } = series;
  return { id, vehicleId, branchId, bookerId, originatorId, start, end, rrule, timeZone, version, createdAt };
}
