import { Injectable } from '@nestjs/common';
import { VehicleArchived } from '../../fleet/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { VehicleHasBookings } from '../domain/hold-errors.js';
import { openHolds } from '../use-cases/holds.js';

/** BR-6: nobody unexpectedly loses a vehicle that they have booked. */
@Injectable()
export class RefuseWhenVehicleArchived {
  @OnCommitting(VehicleArchived)
  async handle({ payload }: VehicleArchived, tx: Tx): Promise<void> {
    const bookings = await openHolds(tx, payload.vehicleId);
    if (bookings.length > 0) throw new VehicleHasBookings(undefined, { bookings });
  }
}
