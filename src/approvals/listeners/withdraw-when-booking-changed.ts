import { Injectable } from '@nestjs/common';
import { BookingChanged } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { withdrawBookings } from '../use-cases/withdraw-bookings.js';

/** AP-8: what was asked is not what the booking is any more. If it needs approval again, a new request is opened next. */
@Injectable()
export class WithdrawWhenBookingChanged {
  @OnCommitting(BookingChanged)
  async handle({ payload: { bookingId, reconsidered, together } }: BookingChanged, tx: Tx): Promise<void> {
    if (reconsidered && !together) await withdrawBookings(tx, [bookingId]);
  }
}
