import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import type { Booking } from '../domain/booking.js';
import type { Wanted } from '../domain/errors.js';
import { HoldRules } from './hold-rules.js';
import { ensureAhead, type Wish } from './place-booking.js';
import type { Survey } from './survey.js';

/** What is to be otherwise; what is left out stays. */
export type Edit = { [Field in keyof Wish]?: Wish[Field] | undefined };

/** The one way in which a booking becomes another: whoever changes one holds the locks of its vehicles already (rule 3b). */
@Injectable()
export class EditBooking {
  constructor(private readonly rules: HoldRules) {}

  /**
   * @returns what an alternative must have, should the vehicle turn out to be taken when the booking is saved
   * @throws DomainError of BK-4 and BK-10; nothing is changed then, and the transaction can go on
   */
  async run(tx: Tx, actor: Actor, booking: Booking, edit: Edit): Promise<Wanted> {
    actor.ensure('change', 'Booking', booking);
    const survey = this.rules.survey(tx, actor, [periodAfter(booking, edit)]);
    await this.judge(survey, booking, edit);
    return survey.wantedFor(booking);
  }

  /** The same for one of several that are changed alike, and written once all are judged (BK-9). */
  async judge(survey: Survey, booking: Booking, edit: Edit): Promise<void> {
    const { actor } = survey;
    actor.ensure('change', 'Booking', booking);
    const { start, end, overridePolicy = false, ...fields } = edit;
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const wanted: Partial<Omit<Wish, 'start' | 'end' | 'overridePolicy'>> = given;
    const moved = { ...wanted, period: periodAfter(booking, { start, end }) };
    const now = new Date();
    booking.ensureEditable(moved, now);
    if (+moved.period.start !== +booking.start) ensureAhead(moved.period.start, now);
    const plan = { ...detailsOf(booking), ...moved, overridePolicy };
    const { ground, verdict } = await this.rules.ofChange(survey, plan, booking, now);
    booking.edit({ ...moved, branchId: ground.branchId }, actor.userId, now, verdict);
    survey.note(booking);
  }
}

/** @throws InvalidInput */
export function periodAfter(booking: Booking, { start = booking.start, end = booking.end }: Edit): Period {
  return Period.of(start, end);
}

function detailsOf(booking: Booking) {
  const { vehicleId, bookerId, period, reasonId, destination, passengerIds } = booking;
  const { wholeVehicle, costCentre, notes, customFields } = booking;
  return {
    ...{ vehicleId, bookerId, period, reasonId, destination, passengerIds },
    ...{ wholeVehicle, costCentre, notes, customFields },
  };
}
