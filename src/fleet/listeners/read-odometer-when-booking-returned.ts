import { Injectable } from '@nestjs/common';
import { BookingReturned } from '../../bookings/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Vehicle } from '../domain/vehicle.js';

/** BK-11: the vehicle shows the reading of the last return. Returning a booking holds the vehicle's lock. */
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
