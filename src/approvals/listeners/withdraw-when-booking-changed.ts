import { Injectable } from '@nestjs/common';
import { BookingChanged } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { withdrawBookings } from '../use-cases/withdraw-bookings.js';

/** AP-8: the open request is about the booking as it was before. If it needs approval again, a new one is opened next. */
@Injectable()
export class WithdrawWhenBookingChanged {
  @OnCommitting(BookingChanged)
  async handle({ payload: { bookingId, reconsidered, together } }: BookingChanged, tx: Tx): Promise<void> {
    if (reconsidered && !together) await withdrawBookings(tx, [bookingId]);
  }
}
