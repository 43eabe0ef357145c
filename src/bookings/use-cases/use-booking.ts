import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { FleetApi } from '../../fleet/index.js';
import { Period } from '../../platform/domain/period.js';
import type { Booking } from '../domain/booking.js';
import { TooEarlyToCheckOut, VehicleNotReturned } from '../domain/errors.js';
import { ensurePlausible } from '../domain/odometer.js';
import { BookingWork } from './booking-work.js';
import { BookingContextQueries } from './booking-context.queries.js';

/** BK-11: check-out and return. */
@Injectable()
export class UseBooking {
  constructor(
    private readonly work: BookingWork,
    private readonly fleet: FleetApi,
    private readonly vehicles: BookingContextQueries,
  ) {}

  checkOut(actor: Actor, id: string): Promise<Booking> {
    return this.work.run(actor, id, async (booking) => {
      actor.ensure('change', 'Booking', booking);
      const [now, { start }] = [new Date(), booking];
      booking.checkOut(actor.userId, now);
      if (await this.vehicles.isStillOut(booking)) throw new VehicleNotReturned();
      if (now < start) await this.#ensureThere(booking, Period.of(now, start));
    });
  }

  /** Before its start the vehicle may be with somebody else, or out of service. @throws TooEarlyToCheckOut */
  async #ensureThere({ id, vehicleId, reasonId }: Booking, before: Period): Promise<void> {
    const { calendar } = (await this.vehicles.vehicle(vehicleId, { reasonId, formerReasonId: reasonId }, [before]))!;
    if (calendar.isHeld(before, id)) throw new TooEarlyToCheckOut('Someone else has the vehicle until then.');
    const outage = calendar.outageAt(before);
    if (outage !== null) throw new TooEarlyToCheckOut(`It is out of service until then: ${outage}`);
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
