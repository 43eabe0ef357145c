import { Injectable } from '@nestjs/common';
import { RequestLapsed } from '../../approvals/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Booking } from '../domain/booking.js';

@Injectable()
export class LapseWhenRequestLapsed {
  @OnCommitting(RequestLapsed)
  async handle({ payload }: RequestLapsed, tx: Tx): Promise<void> {
    const booking = await tx.load(Booking, payload.bookingId);
    booking.lapse();
    await tx.save(booking);
  }
}
