import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { ChangedMeanwhile, IllegalTransition } from '../../../platform/domain/domain-error.js';
import type { Lock } from '../../../platform/work/locks.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Booking } from '../../domain/booking.js';
import { BookingSeries } from '../../domain/series/booking-series.js';
import { ensureSomeLeft } from '../../domain/series/series-exceptions.js';
import type { OnConflict, SeriesOutcomes } from '../../domain/series/series-outcomes.js';
import { SeriesCancelled, SeriesChanged } from '../../events.js';
import { Alternatives, offeringAlternatives } from '../alternatives.js';
import { CheckSeriesEdit, type EditOfSeries } from './check-series-edit.js';
import { viewOf } from './make-series.js';
import { AHEAD, SeriesQueries, type SeriesView } from './series.queries.js';

export type SeriesEdit = EditOfSeries & { onConflict: OnConflict };

const ATTEMPTS = 3;

/** BK-9: changes or cancels a series, or the rest of it, in one transaction. A single booking is changed like any other. */
@Injectable()
export class ChangeSeries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: SeriesQueries,
    private readonly checkEdit: CheckSeriesEdit,
    private readonly alternatives: Alternatives,
  ) {}

  /** @throws SeriesConflict; IllegalTransition if no booking is ahead */
  edit(actor: Actor, id: string, { onConflict, ...edit }: SeriesEdit): Promise<SeriesView> {
    const nextVehicleIds = [edit, ...edit.exceptions].flatMap(({ vehicleId }) => vehicleId ?? []);
    return this.alternatives.orElse(actor, () =>
      this.#run(actor, id, edit.from ?? null, nextVehicleIds, async (tx, series, bookings) => {
        actor.ensure('change', 'Booking', series);
        const { contexts, outcomes, slots } = await this.checkEdit.run(tx, actor, series.timeZone, bookings, edit);
        ensureSomeLeft(slots);
        outcomes.ensure(onConflict);
        Booking.tell(outcomes.bookings, SeriesChanged);
        // One by one: each may need the slot that the previous one has just left.
        for (const booking of outcomes.bookings) {
          const instead = contexts.alternativesTo(booking);
          await offeringAlternatives(
            () => instead,
            () => tx.save(booking),
          );
        }
        return outcomes;
      }),
    );
  }

  /** @throws IllegalTransition where none is ahead */
  cancel(actor: Actor, id: string, from: Date | null, reason: string | null): Promise<SeriesView> {
    return this.#run(actor, id, from, undefined, async (tx, series, bookings) => {
      actor.ensure('cancel', 'Booking', series);
      const own = bookings.filter((each) => actor.can('cancel', 'Booking', each));
      for (const booking of own) booking.markAsPartOfSeriesChange().cancel(actor.userId, reason, new Date());
      Booking.tell(own, SeriesCancelled);
      await tx.saveAll(own);
    });
  }

  /** @param nextVehicleIds the vehicles that the bookings get; undefined if no vehicle's lock is needed */
  async #run(
    actor: Actor,
    id: string,
    from: Date | null,
    nextVehicleIds: readonly string[] | undefined,
    act: (tx: Tx, series: BookingSeries, bookings: Booking[]) => Promise<SeriesOutcomes | void>,
  ): Promise<SeriesView> {
    for (let attempt = 1; ; attempt += 1) {
      const targets = await this.queries.ahead(id, from);
      const vehicles = new Set(nextVehicleIds && [...targets.map(({ vehicleId }) => vehicleId), ...nextVehicleIds]);
      const locks: Lock[] = [
        ...[...vehicles].sort().map((vehicle): Lock => ['vehicle', vehicle]),
        ...targets.map((target): Lock => ['booking', target.id]),
      ];
      const isLocked = (booking: Booking) =>
        targets.some((target) => target.id === booking.id) &&
        (nextVehicleIds === undefined || vehicles.has(booking.vehicleId));
      const work = (tx: Tx) => this.#attempt(tx, actor, id, from, isLocked, act);
      const done = await this.work.run(actor, work, { locks });
      if (done) return done;
      if (attempt === ATTEMPTS) throw new ChangedMeanwhile();
    }
  }

  /** Returns undefined if a booking was added or moved before the locks were taken: then other locks are needed. */
  async #attempt(
    tx: Tx,
    actor: Actor,
    id: string,
    from: Date | null,
    isLocked: (booking: Booking) => boolean,
    act: (tx: Tx, series: BookingSeries, bookings: Booking[]) => Promise<SeriesOutcomes | void>,
  ): Promise<SeriesView | undefined> {
    const series = await tx.load(BookingSeries, id);
    actor.ensure('read', 'Booking', series);
    const bookings = await tx.findAll(Booking, `${AHEAD} ORDER BY lower(period)`, [id, from]);
    if (!bookings.every(isLocked)) return undefined;
    ensureSomeAhead(bookings);
    const outcomes = await act(tx, series, bookings);
    series.revise(new Date());
    await tx.save(series);
    const occurrences = await this.queries.occurrences(actor, id);
    const refused = new Map(outcomes?.all.filter(({ code }) => code).map((each) => [each.bookingId, each]));
    return { ...viewOf(series), occurrences: occurrences.map((each) => refused.get(each.bookingId) ?? each) };
  }
}

/** @throws IllegalTransition */
export function ensureSomeAhead(bookings: readonly Booking[]): void {
  if (bookings.length === 0) throw new IllegalTransition('The series has no future bookings.');
}
