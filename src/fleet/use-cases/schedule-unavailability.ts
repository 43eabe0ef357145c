import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { AlreadyUnavailable } from '../domain/errors.js';
import { Unavailability } from '../domain/unavailability.js';
import { Vehicle } from '../domain/vehicle.js';

/** BR-5. Runs under the vehicle's lock, so that a booking and this cannot overlap. */
@Injectable()
export class ScheduleUnavailability {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws NotFound, Forbidden, IllegalTransition, InvalidInput, AlreadyUnavailable; VehicleNotFree naming the bookings */
  make(actor: Actor, vehicleId: string, start: Date, end: Date, note: string): Promise<Unavailability> {
    const period = Period.of(start, end);
    return this.work.run(
      actor,
      async (tx) => {
        const vehicle = await tx.load(Vehicle, vehicleId);
        actor.ensure('maintain', 'Vehicle', vehicle);
        vehicle.ensureKept();
        const made = Unavailability.make(vehicleId, period, note, actor.userId, new Date());
        if (!(await tx.insertUnlessTaken(made))) throw new AlreadyUnavailable();
        return made;
      },
      { locks: [['vehicle', vehicleId]] },
    );
  }

  /** @throws NotFound, Forbidden */
  withdraw(actor: Actor, vehicleId: string, unavailabilityId: string): Promise<void> {
    return this.work.run(
      actor,
      async (tx) => {
        const vehicle = await tx.load(Vehicle, vehicleId);
        actor.ensure('maintain', 'Vehicle', vehicle);
        const found = await tx.find(Unavailability, 'id = $1 AND vehicle_id = $2', [unavailabilityId, vehicleId]);
        if (!found) throw new NotFound();
        found.withdraw();
        await tx.remove(found);
      },
      { locks: [['vehicle', vehicleId]] },
    );
  }
}
