import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { IdentityApi } from '../../identity/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import type { Booking } from '../domain/booking.js';
import { BookingWork } from './booking-work.js';
import { mayRideAlong } from './booking-context-loader.js';
import { BookingContextQueries } from './booking-context.queries.js';

/** BK-8: runs under the vehicle's lock, so that the last seat goes to one person only. */
@Injectable()
export class ShareSeats {
  constructor(
    private readonly work: BookingWork,
    private readonly vehicles: BookingContextQueries,
    private readonly identity: IdentityApi,
  ) {}

  /** A person takes a seat, or is given one by somebody who may change the booking. */
  take(actor: Actor, id: string, userId = actor.userId): Promise<Booking> {
    return this.work.run(actor, id, async (booking) => {
      actor.ensure('ride', 'Booking', booking);
      await this.#ensureMayGive(actor, booking, userId);
      booking.takeSeat(userId, actor.userId, await this.vehicles.seatsOf(booking.vehicleId), new Date());
    });
  }

  /** A passenger gives the seat up, or somebody who may change the booking removes them. */
  giveUp(actor: Actor, id: string, userId = actor.userId): Promise<Booking> {
    return this.work.run(actor, id, (booking) => {
      actor.ensure('leave', 'Booking', booking);
      if (userId !== actor.userId) {
        actor.ensure('change', 'Booking', booking);
        if (!booking.passengerIds.includes(userId)) throw new UnknownReference('userId');
      }
      booking.giveUpSeat(userId, actor.userId, new Date());
    });
  }

  /** @throws UnknownReference, Forbidden */
  async #ensureMayGive(actor: Actor, booking: Booking, userId: string): Promise<void> {
    if (userId === actor.userId) return;
    actor.ensure('change', 'Booking', booking);
    if (!mayRideAlong(actor, await this.identity.user(userId))) throw new UnknownReference('userId');
  }
}
