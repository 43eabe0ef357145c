import { Injectable } from '@nestjs/common';
import { VehicleMoved } from '../../fleet/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { VehicleHasBookings } from '../domain/hold-errors.js';
import { openHolds } from '../use-cases/holds.js';

/** A booking belongs to a branch, with its approvers and admins, so a vehicle with open bookings stays in its branch. */
@Injectable()
export class RefuseWhenVehicleMoved {
  @OnCommitting(VehicleMoved)
  async handle({ payload }: VehicleMoved, tx: Tx): Promise<void> {
    const bookings = await openHolds(tx, payload.vehicleId);
    if (bookings.length > 0) throw new VehicleHasBookings(undefined, { bookings });
  }
}
