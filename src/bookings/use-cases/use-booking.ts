import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { FleetApi } from '../../fleet/index.js';
import type { Booking } from '../domain/booking.js';
import { ensurePlausible } from '../domain/odometer.js';
import { BookingWork } from './booking-work.js';

/** BK-11: from driving off to coming back. */
@Injectable()
export class UseBooking {
  constructor(
    private readonly work: BookingWork,
    private readonly fleet: FleetApi,
  ) {}

  checkOut(actor: Actor, id: string): Promise<Booking> {
    return this.work.run(actor, id, (booking) => {
      actor.ensure('change', 'Booking', booking);
      booking.checkOut(actor.userId, new Date());
    });
  }

  /** @throws OdometerImplausible */
  return(actor: Actor, id: string, odometer: number | null, notes: string | null): Promise<Booking> {
    return this.work.run(actor, id, async (booking) => {
      actor.ensure('change', 'Booking', booking);
      const now = new Date();
      booking.return(actor.userId, { odometer, notes }, now);
      if (odometer === null) return;
      const vehicle = await this.fleet.vehicle(booking.vehicleId);
      ensurePlausible(odometer, vehicle?.odometer ?? null, booking.checkedOutAt!, now);
    });
  }
}
