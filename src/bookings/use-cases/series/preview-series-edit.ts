import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Booking } from '../../domain/booking.js';
import { BookingSeries } from '../../domain/series/booking-series.js';
import { Alternatives } from '../alternatives.js';
import { CheckSeriesEdit, type EditOfSeries } from './check-series-edit.js';
import { ensureSomeAhead } from './change-series.js';
import type { PreviewedOccurrence, SeriesPreview } from './preview-series.js';
import { AHEAD } from './series.queries.js';

/** BK-9: the result of an edit of a series, with the same checks and without writing anything. */
@Injectable()
export class PreviewSeriesEdit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly checkEdit: CheckSeriesEdit,
    private readonly alternatives: Alternatives,
  ) {}

  /** @throws like `ChangeSeries.edit`, except for bookings that fail alone */
  async run(actor: Actor, id: string, edit: EditOfSeries): Promise<SeriesPreview> {
    const { queries, ...preview } = await this.work.rehearse(actor, (tx) => this.#rehearse(tx, actor, id, edit));
    return { ...preview, alternatives: await this.alternatives.freeFor(actor, queries) };
  }

  async #rehearse(tx: Tx, actor: Actor, id: string, edit: EditOfSeries) {
    const [series] = await tx.glance(BookingSeries, 'id = $1', [id]);
    if (!series) throw new NotFound();
    actor.ensure('read', 'Booking', series);
    const bookings = await tx.glance(Booking, `${AHEAD} ORDER BY lower(period)`, [id, edit.from ?? null]);
    ensureSomeAhead(bookings);
    actor.ensure('change', 'Booking', series);
    const before = bookings.map(({ vehicleId, start, end }) => ({ vehicleId, start, end }));
    const { timeZone } = series;
    const { outcomes, branchId, slots, checked } = await this.checkEdit.run(tx, actor, timeZone, bookings, edit);
    const of = new Map(checked.map((slot, index) => [slot, outcomes.all[index]!]));
    const occurrences = slots.map((slot, index): PreviewedOccurrence => {
      const { occurrence, period, ownVehicleId, skipped } = slot;
      const outcome = of.get(slot);
      if (!outcome) return { ...before[index]!, occurrence, skipped, ...NOT_ASKED };
      const { code, detail, violations } = outcome;
      const { start, end } = period;
      const vehicleId = ownVehicleId ?? edit.vehicleId ?? before[index]!.vehicleId;
      const state = code === null ? outcome.state : null;
      return { occurrence, vehicleId, skipped, start, end, state, code, detail, violations };
    });
    return { branchId, timeZone, occurrences, queries: outcomes.alternativesQueries };
  }
}

const NOT_ASKED = { state: null, code: null, detail: null, violations: [] };
