import { Injectable } from '@nestjs/common';
import { RequestLapsed } from '../../approvals/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Booking } from '../domain/booking.js';
import { SeriesLapsed } from '../events.js';
import { bookingsOfRequest } from '../use-cases/bookings-of-request.js';

/** AP-5: lapses the bookings of the request. */
@Injectable()
export class LapseWhenRequestLapsed {
  @OnCommitting(RequestLapsed)
  async handle({ payload: { bookingIds } }: RequestLapsed, tx: Tx): Promise<void> {
    const bookings = await bookingsOfRequest(tx, bookingIds);
    for (const booking of bookings) booking.lapse();
    if (bookings.length > 1) Booking.tell(bookings, SeriesLapsed);
    await tx.saveAll(bookings);
  }
}
