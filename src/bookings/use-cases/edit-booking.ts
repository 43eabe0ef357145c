import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import { checkChange, ensureAhead } from '../domain/booking-checks.js';
import type { Booking } from '../domain/booking.js';
import type { AlternativesQuery } from '../domain/errors.js';
import { BookingContextLoader, type TransactionContext } from './booking-context-loader.js';
import type { BookingRequest } from './place-booking.js';

/** What changes; fields that are left out stay. */
export type Edit = { [Field in keyof BookingRequest]?: BookingRequest[Field] | undefined };

/** The only way in which bookings are edited: the caller holds the locks of the vehicles already (rule 3b). */
@Injectable()
export class EditBooking {
  constructor(private readonly contexts: BookingContextLoader) {}

  /**
   * @returns what another vehicle must offer, if this one turns out to be taken when the booking is saved
   * @throws DomainError of BK-4 and BK-10; nothing is changed then, and the transaction can go on
   */
  async run(tx: Tx, actor: Actor, booking: Booking, edit: Edit): Promise<AlternativesQuery> {
    actor.ensure('change', 'Booking', booking);
    const contexts = this.contexts.start(tx, actor, [periodAfter(booking, edit)]);
    await this.checkAndApply(contexts, booking, edit);
    return contexts.alternativesTo(booking);
  }

  /** The same for one of several bookings that change together; all are written after the last check (BK-9). */
  async checkAndApply(contexts: TransactionContext, booking: Booking, edit: Edit): Promise<void> {
    const { actor } = contexts;
    actor.ensure('change', 'Booking', booking);
    const { start, end, overridePolicy = false, ...fields } = edit;
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const changes: Partial<Omit<BookingRequest, 'start' | 'end' | 'overridePolicy'>> = given;
    const moved = { ...changes, period: periodAfter(booking, { start, end }) };
    const now = new Date();
    booking.ensureEditable(moved, now);
    if (+moved.period.start !== +booking.start) ensureAhead(moved.period.start, now);
    const plan = { ...detailsOf(booking), ...moved, overridePolicy };
    const context = await contexts.ofChange(plan, booking, now);
    const result = await checkChange(plan, context, booking, now);
    const { branchId } = context.vehicle!;
    booking.edit({ ...moved, branchId }, actor.userId, now, result);
    contexts.note(booking);
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
