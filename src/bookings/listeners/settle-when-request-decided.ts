import { Injectable } from '@nestjs/common';
import { RequestDecided } from '../../approvals/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Booking } from '../domain/booking.js';
import { SeriesDecided } from '../events.js';
import { bookingsOfRequest } from '../use-cases/bookings-of-request.js';

/** AP-8, AP-12: confirms or declines the bookings of the request. */
@Injectable()
export class SettleWhenRequestDecided {
  @OnCommitting(RequestDecided)
  async handle({ payload: { approved, declined, note, skipped } }: RequestDecided, tx: Tx): Promise<void> {
    const bookings = await bookingsOfRequest(tx, [...approved, ...declined]);
    for (const booking of bookings) {
      if (approved.includes(booking.id)) booking.confirm(skipped);
      else booking.decline(note);
    }
    if (bookings.length > 1) Booking.tell(bookings, SeriesDecided);
    await tx.saveAll(bookings);
  }
}
