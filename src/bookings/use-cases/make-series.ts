import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Booking } from '../domain/booking.js';
import { BookingSeries } from '../domain/booking-series.js';
import { occurrencesOf } from '../domain/occurrences.js';
import { type OnConflict, Outcomes } from '../domain/series-outcomes.js';
import { SeriesRule } from '../domain/series-rule.js';
import { SeriesMade } from '../events.js';
import { Alternatives } from './alternatives.js';
import { GroundQueries } from './ground.queries.js';
import { HoldRules } from './hold-rules.js';
import { PlaceBooking, type Wish } from './place-booking.js';
import type { SeriesView } from './series.queries.js';

export type SeriesWish = Wish & { rrule: string; onConflict: OnConflict };

/** BK-9: every booking of a series is checked as if it were made alone, and all that are made commit together. */
@Injectable()
export class MakeSeries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ground: GroundQueries,
    private readonly rules: HoldRules,
    private readonly place: PlaceBooking,
    private readonly alternatives: Alternatives,
  ) {}

  /** @throws SeriesConflict; InvalidInput for a rule that cannot be; DomainError of BK-4 for what is wrong with all */
  async run(actor: Actor, { rrule, onConflict, ...wish }: SeriesWish): Promise<SeriesView> {
    const first = Period.of(wish.start, wish.end);
    const rule = SeriesRule.parse(rrule);
    const site = await this.ground.siteOf(wish.vehicleId);
    const isKnown = site && (actor.can('book', 'Vehicle', site) || actor.can('read', 'Vehicle', site));
    if (!isKnown) throw new UnknownReference('vehicleId');
    const { branchId, timeZone } = site;
    const periods = occurrencesOf(first, rule, timeZone);
    const whose = { bookerId: wish.bookerId ?? actor.userId, originatorId: actor.userId };
    const beginning = { vehicleId: wish.vehicleId, branchId, ...whose, period: first, rrule: rule.text, timeZone };
    const make = async (tx: Tx): Promise<SeriesView> => {
      const series = await tx.save(BookingSeries.begin(beginning, new Date()));
      const survey = this.rules.survey(tx, actor, periods);
      const outcomes = new Outcomes();
      for (const period of periods) {
        const { start, end } = period;
        await outcomes.of(period, () => this.place.judge(survey, { ...wish, start, end }, series.id));
      }
      outcomes.ensure(onConflict);
      Booking.tell(outcomes.bookings, SeriesMade);
      await this.place.insertAll(tx, survey, outcomes.bookings);
      return { ...viewOf(series), occurrences: outcomes.all };
    };
    const locks = [['vehicle', wish.vehicleId]] as const;
    return this.alternatives.orElse(actor, () => this.work.run(actor, make, { locks }));
  }
}

/** What of it is answered, without its bookings. */
export function viewOf(series: BookingSeries): Omit<SeriesView, 'occurrences'> {
  const { id, vehicleId, branchId, bookerId, originatorId, start, end, rrule, timeZone, version, createdAt } = series;
  return { id, vehicleId, branchId, bookerId, originatorId, start, end, rrule, timeZone, version, createdAt };
}
