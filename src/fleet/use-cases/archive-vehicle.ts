import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Vehicle } from '../domain/vehicle.js';

/** BR-6: a vehicle is never deleted. It is not archived while it has open bookings. */
@Injectable()
export class ArchiveVehicle {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws NotFound, Forbidden, IllegalTransition, VehicleHasBookings */
  run(actor: Actor, id: string): Promise<void> {
    return this.work.run(
      actor,
      async (tx) => {
        const vehicle = await tx.load(Vehicle, id);
        actor.ensure('delete', 'Vehicle', vehicle);
        vehicle.archive();
        await tx.save(vehicle);
      },
      { locks: [['vehicle', id]] },
    );
  }
}
