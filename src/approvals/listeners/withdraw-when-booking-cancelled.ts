import { Injectable } from '@nestjs/common';
import { BookingCancelled } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { withdrawBookings } from '../use-cases/withdraw-bookings.js';

/** AP-8: nothing is left to decide about a cancelled booking. */
@Injectable()
export class WithdrawWhenBookingCancelled {
  @OnCommitting(BookingCancelled)
  async handle({ payload: { bookingId, together } }: BookingCancelled, tx: Tx): Promise<void> {
    if (!together) await withdrawBookings(tx, [bookingId]);
  }
}
