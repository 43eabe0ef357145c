import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { IllegalTransition, InvalidInput } from '../../platform/domain/domain-error.js';
import type { Tx } from '../../platform/work/tx.js';
import type { Booking } from '../domain/booking.js';
import { isExtendable } from '../domain/booking-actions.js';
import { Alternatives } from './alternatives.js';
import { BookingWork } from './booking-work.js';
import { type Edit, EditBooking } from './edit-booking.js';

/** BK-10, BK-11: an edit goes through the same checks as a new booking. The booking keeps its slot until they pass. */
@Injectable()
export class ChangeBooking {
  constructor(
    private readonly work: BookingWork,
    private readonly editBooking: EditBooking,
    private readonly alternatives: Alternatives,
  ) {}

  run(actor: Actor, id: string, edit: Edit): Promise<Booking> {
    const change = (booking: Booking, tx: Tx) => this.editBooking.run(tx, actor, booking, edit);
    return this.alternatives.orElse(actor, () => this.work.run(actor, id, change, edit.vehicleId));
  }

  /** @throws InvalidInput if the new end is not later; IllegalTransition if the booking cannot be extended */
  extend(actor: Actor, id: string, end: Date): Promise<Booking> {
    const extend = (booking: Booking, tx: Tx) => {
      actor.ensure('change', 'Booking', booking);
      if (!isExtendable(booking, new Date())) {
        throw new IllegalTransition('Only a booking that has not ended can be extended.');
      }
      if (end <= booking.end) {
        throw new InvalidInput([{ field: 'end', code: 'not_later', message: 'must be later than the current end' }]);
      }
      return this.editBooking.run(tx, actor, booking, { end });
    };
    return this.alternatives.orElse(actor, () => this.work.run(actor, id, extend));
  }
}
