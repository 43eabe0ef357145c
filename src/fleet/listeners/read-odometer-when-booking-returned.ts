import { Injectable } from '@nestjs/common';
import { BookingReturned } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Vehicle } from '../domain/vehicle.js';

/** BK-11: what the driver read is what the vehicle shows. Anyone who returns a booking holds its vehicle's lock. */
@Injectable()
export class ReadOdometerWhenBookingReturned {
  @OnCommitting(BookingReturned)
  async handle({ payload: { vehicleId, odometer } }: BookingReturned, tx: Tx): Promise<void> {
    if (odometer === null) return;
    const vehicle = await tx.load(Vehicle, vehicleId);
    vehicle.readOdometer(odometer);
    await tx.save(vehicle);
  }
}
