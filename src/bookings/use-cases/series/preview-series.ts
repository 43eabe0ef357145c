import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { newId } from '../../../platform/domain/ids.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import type { OccurrenceOutcome } from '../../domain/series/series-outcomes.js';
import { type Alternative, Alternatives } from '../alternatives.js';
import { PlanSeries, type SeriesRequest } from './plan-series.js';

/** The result for one booking of a series. A booking that is left out was not checked. */
export interface PreviewedOccurrence extends Omit<OccurrenceOutcome, 'bookingId'> {
  occurrence: Date;
  vehicleId: string;
  skipped: boolean;
}

export interface SeriesPreview {
  branchId: string;
  timeZone: string;
  occurrences: readonly PreviewedOccurrence[];
  /** Vehicles that are free for all bookings whose vehicle is taken. */
  alternatives: readonly Alternative[];
}

/** BK-9: the result of making a series, with the same checks and without writing anything. */
@Injectable()
export class PreviewSeries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly planSeries: PlanSeries,
    private readonly alternatives: Alternatives,
  ) {}

  /** @throws like `MakeSeries`, except for bookings that fail alone */
  async run(actor: Actor, request: SeriesRequest): Promise<SeriesPreview> {
    const plan = await this.planSeries.of(actor, request);
    const { outcomes, checked } = await this.work.rehearse(actor, (tx) =>
      this.planSeries.check(tx, actor, plan, request, newId()),
    );
    const of = new Map(checked.map((slot, index) => [slot, outcomes.all[index]!]));
    const occurrences = plan.slots.map((slot): PreviewedOccurrence => {
      const { occurrence, period, ownVehicleId, skipped } = slot;
      const { start, end, state, code, detail, violations } = of.get(slot) ?? { ...period, ...NOT_ASKED };
      const vehicleId = ownVehicleId ?? request.vehicleId;
      return { occurrence, vehicleId, skipped, start, end, state, code, detail, violations };
    });
    const alternatives = await this.alternatives.freeFor(actor, outcomes.alternativesQueries);
    return { ...plan.site, occurrences, alternatives };
  }
}

const NOT_ASKED = { state: null, code: null, detail: null, violations: [] };
