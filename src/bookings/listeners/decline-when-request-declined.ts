import { Injectable } from '@nestjs/common';
import { RequestDecided } from '../../approvals/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Booking } from '../domain/booking.js';

@Injectable()
export class DeclineWhenRequestDeclined {
  @OnCommitting(RequestDecided)
  async handle({ payload }: RequestDecided, tx: Tx): Promise<void> {
    if (payload.decision !== 'decline') return;
    const booking = await tx.load(Booking, payload.bookingId);
    booking.decline(payload.note);
    await tx.save(booking);
  }
}
