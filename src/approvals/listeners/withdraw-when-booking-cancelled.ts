import { Injectable } from '@nestjs/common';
import { BookingCancelled } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { withdrawBookings } from '../use-cases/withdraw-bookings.js';

/** AP-8: a cancelled booking has nothing left to decide. */
@Injectable()
export class WithdrawWhenBookingCancelled {
  @OnCommitting(BookingCancelled)
  async handle({ payload: { bookingId, together } }: BookingCancelled, tx: Tx): Promise<void> {
    if (!together) await withdrawBookings(tx, [bookingId]);
  }
}
