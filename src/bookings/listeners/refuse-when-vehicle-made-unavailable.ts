import { Injectable } from '@nestjs/common';
import { VehicleMadeUnavailable } from '../../fleet/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { VehicleNotFree } from '../domain/errors.js';
import { holdsBetween } from '../use-cases/holds.js';

/** BR-5: the bookings at that time must be moved first. The vehicle's lock is held, so no new one is made meanwhile. */
@Injectable()
export class RefuseWhenVehicleMadeUnavailable {
  @OnCommitting(VehicleMadeUnavailable)
  async handle({ payload: { vehicleId, start, end } }: VehicleMadeUnavailable, tx: Tx): Promise<void> {
    const bookings = await holdsBetween(tx, vehicleId, start, end);
    if (bookings.length > 0) throw new VehicleNotFree('It is booked at that time.', { bookings });
  }
}
