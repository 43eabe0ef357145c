import { Injectable } from '@nestjs/common';
import { VehicleSeatsReduced } from '../../fleet/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { VehicleHasBookings } from '../domain/hold-errors.js';
import { holdsOfMore } from '../use-cases/holds.js';

/** BK-8: driver and passengers never exceed the seats. The vehicle's lock is held, as when somebody takes a seat. */
@Injectable()
export class RefuseWhenSeatsReduced {
  @OnCommitting(VehicleSeatsReduced)
  async handle({ payload: { vehicleId, seats } }: VehicleSeatsReduced, tx: Tx): Promise<void> {
    const bookings = await holdsOfMore(tx, vehicleId, seats);
    if (bookings.length > 0)
      throw new VehicleHasBookings(`Some bookings have more than ${seats} people.`, { bookings });
  }
}
