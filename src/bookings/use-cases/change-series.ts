import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { ChangedMeanwhile, IllegalTransition } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import type { Lock } from '../../platform/work/locks.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Booking } from '../domain/booking.js';
import { BookingSeries } from '../domain/booking-series.js';
import { movedAlike } from '../domain/occurrences.js';
import { type OnConflict, Outcomes } from '../domain/series-outcomes.js';
import { SeriesCancelled, SeriesChanged } from '../events.js';
import { Alternatives } from './alternatives.js';
import { type Edit, EditBooking, periodAfter } from './edit-booking.js';
import { HoldRules } from './hold-rules.js';
import { orNotFree } from './last-line.js';
import { viewOf } from './make-series.js';
import { AHEAD, SeriesQueries, type SeriesView } from './series.queries.js';

/** `from` for this and the following ones; without, all that are ahead. Times are those of the first of them. */
export type SeriesEdit = Edit & { from?: Date | undefined; onConflict: OnConflict };

const ATTEMPTS = 3;

/** BK-9: what becomes of a series, or of the rest of it, in one transaction. One booking alone is changed as any other. */
@Injectable()
export class ChangeSeries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: SeriesQueries,
    private readonly rules: HoldRules,
    private readonly editBooking: EditBooking,
    private readonly alternatives: Alternatives,
  ) {}

  /** @throws SeriesConflict; IllegalTransition where none is ahead */
  edit(actor: Actor, id: string, { from, onConflict, ...edit }: SeriesEdit): Promise<SeriesView> {
    return this.alternatives.orElse(actor, () =>
      this.#run(actor, id, from ?? null, edit.vehicleId ?? null, async (tx, series, bookings) => {
        actor.ensure('change', 'Booking', series);
        const edits = alike(bookings, edit, series.timeZone);
        const periods = edits.map(([booking, change]) => periodAfter(booking, change));
        const survey = this.rules.survey(tx, actor, periods);
        const outcomes = new Outcomes();
        for (const [booking, change] of edits) {
          const work = async () => {
            await this.editBooking.judge(survey, booking.together(), change);
            return booking;
          };
          await outcomes.of(booking.period, work, booking);
        }
        outcomes.ensure(onConflict);
        Booking.tell(outcomes.bookings, SeriesChanged);
        // One after the other: each may need the slot that the one before it has just left.
        for (const booking of outcomes.bookings) {
          await orNotFree(survey.wantedFor(booking), () => tx.save(booking));
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
      for (const booking of own) booking.together().cancel(actor.userId, reason, new Date());
      Booking.tell(own, SeriesCancelled);
      await tx.saveAll(own);
    });
  }

  /**
   * @param nextVehicleId the vehicle that they are to have; undefined where no vehicle's lock is needed
   */
  async #run(
    actor: Actor,
    id: string,
    from: Date | null,
    nextVehicleId: string | null | undefined,
    act: (tx: Tx, series: BookingSeries, bookings: Booking[]) => Promise<Outcomes | void>,
  ): Promise<SeriesView> {
    for (let attempt = 1; ; attempt += 1) {
      const targets = await this.queries.ahead(id, from);
      const vehicles = new Set(nextVehicleId === undefined ? [] : targets.map(({ vehicleId }) => vehicleId));
      if (nextVehicleId) vehicles.add(nextVehicleId);
      const locks: Lock[] = [
        ...[...vehicles].sort().map((vehicle): Lock => ['vehicle', vehicle]),
        ...targets.map((target): Lock => ['booking', target.id]),
      ];
      const isLocked = (booking: Booking) =>
        targets.some((target) => target.id === booking.id) &&
        (nextVehicleId === undefined || vehicles.has(booking.vehicleId));
      const work = (tx: Tx) => this.#attempt(tx, actor, id, from, isLocked, act);
      const done = await this.work.run(actor, work, { locks });
      if (done) return done;
      if (attempt === ATTEMPTS) throw new ChangedMeanwhile();
    }
  }

  /** Nothing where a booking came or moved before the locks were had: others are needed. */
  async #attempt(
    tx: Tx,
    actor: Actor,
    id: string,
    from: Date | null,
    isLocked: (booking: Booking) => boolean,
    act: (tx: Tx, series: BookingSeries, bookings: Booking[]) => Promise<Outcomes | void>,
  ): Promise<SeriesView | undefined> {
    const series = await tx.load(BookingSeries, id);
    actor.ensure('read', 'Booking', series);
    const bookings = await tx.findAll(Booking, `${AHEAD} ORDER BY lower(period)`, [id, from]);
    if (!bookings.every(isLocked)) return undefined;
    if (bookings.length === 0) throw new IllegalTransition('None of its bookings is ahead.');
    const outcomes = await act(tx, series, bookings);
    series.revise(new Date());
    await tx.save(series);
    const occurrences = await this.queries.occurrences(actor, id);
    const refused = new Map(outcomes?.all.filter(({ code }) => code).map((each) => [each.bookingId, each]));
    return { ...viewOf(series), occurrences: occurrences.map((each) => refused.get(each.bookingId) ?? each) };
  }
}

/**
 * The edit of each of them, in an order in which none needs the slot that another has yet to leave: where they move on in
 * time, the last one first.
 */
function alike(bookings: readonly Booking[], { start, end, ...edit }: Edit, timeZone: string): [Booking, Edit][] {
  const first = bookings[0]!.period;
  if (!start && !end) return bookings.map((booking) => [booking, edit]);
  const to = Period.of(start ?? first.start, end ?? first.end);
  const edits = bookings.map((booking): [Booking, Edit] => {
    const moved = booking === bookings[0] ? to : movedAlike(booking.period, first, to, timeZone);
    return [booking, { ...edit, start: moved.start, end: moved.end }];
  });
  return to.start > first.start ? edits.reverse() : edits;
}
