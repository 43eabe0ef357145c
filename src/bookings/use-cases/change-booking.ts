import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { IllegalTransition, InvalidInput } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import type { Booking } from '../domain/booking.js';
import { phaseOf } from '../domain/booking-details.js';
import { Alternatives } from './alternatives.js';
import { BookingWork } from './booking-work.js';
import { HoldRules } from './hold-rules.js';
import { ensureAhead, type Wish } from './place-booking.js';

/** What is to be otherwise; what is left out stays. */
export type Edit = { [Field in keyof Wish]?: Wish[Field] | undefined };

/** BK-10, BK-11: an edit goes through the same checks as a new booking, and keeps its own slot until they are passed. */
@Injectable()
export class ChangeBooking {
  constructor(
    private readonly work: BookingWork,
    private readonly rules: HoldRules,
    private readonly alternatives: Alternatives,
  ) {}

  run(actor: Actor, id: string, edit: Edit): Promise<Booking> {
    const change = (booking: Booking, tx: Tx) => this.#change(tx, actor, booking, edit);
    return this.alternatives.orElse(actor, () => this.work.run(actor, id, change, edit.vehicleId));
  }

  /** @throws InvalidInput where the end would come no later; IllegalTransition where there is nothing to extend */
  extend(actor: Actor, id: string, end: Date): Promise<Booking> {
    const extend = (booking: Booking, tx: Tx) => {
      actor.ensure('change', 'Booking', booking);
      if (!['ahead', 'running'].includes(phaseOf(booking.state, booking.period, new Date()))) {
        throw new IllegalTransition('Only a booking that is ahead or running can be extended.');
      }
      if (end <= booking.end) {
        throw new InvalidInput([
          { field: 'end', code: 'not_later', message: 'must be later than the end that it has' },
        ]);
      }
      return this.#change(tx, actor, booking, { end });
    };
    return this.alternatives.orElse(actor, () => this.work.run(actor, id, extend));
  }

  async #change(tx: Tx, actor: Actor, booking: Booking, edit: Edit): Promise<void> {
    actor.ensure('change', 'Booking', booking);
    const { start = booking.start, end = booking.end, overridePolicy = false, ...fields } = edit;
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const wanted: Partial<Omit<Wish, 'start' | 'end' | 'overridePolicy'>> = given;
    const moved = { ...wanted, period: Period.of(start, end) };
    const now = new Date();
    booking.ensureEditable(moved, now);
    if (+start !== +booking.start) ensureAhead(start, now);
    const plan = { ...detailsOf(booking), ...moved, overridePolicy };
    const { ground, verdict } = await this.rules.ofChange(tx, actor, plan, booking, now);
    booking.edit({ ...moved, branchId: ground.branchId }, actor.userId, now, verdict);
  }
}

function detailsOf(booking: Booking) {
  const { vehicleId, bookerId, period, reasonId, destination, passengerIds } = booking;
  const { wholeVehicle, costCentre, notes, customFields } = booking;
  return {
    ...{ vehicleId, bookerId, period, reasonId, destination, passengerIds },
    ...{ wholeVehicle, costCentre, notes, customFields },
  };
}
