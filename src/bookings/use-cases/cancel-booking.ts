import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Booking } from '../domain/booking.js';

@Injectable()
export class CancelBooking {
  constructor(private readonly work: UnitOfWork) {}

  run(actor: Actor, id: string, reason: string | null): Promise<Booking> {
    return this.work.run(actor, async (tx) => {
      await tx.lock('booking', id);
      const booking = await tx.load(Booking, id);
      actor.ensure('cancel', 'Booking', booking);
      booking.cancel(actor.userId, reason, new Date());
      return tx.save(booking);
    });
  }
}
