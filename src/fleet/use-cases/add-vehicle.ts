import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Vehicle, type VehicleDetails } from '../domain/vehicle.js';
import { EnsureEquipment } from './ensure-equipment.js';

@Injectable()
export class AddVehicle {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ensureEquipment: EnsureEquipment,
  ) {}

  /** @throws UnknownReference, RegistrationTaken */
  run(actor: Actor, branchId: string, details: VehicleDetails): Promise<Vehicle> {
    return this.work.run(actor, async (tx) => {
      const vehicle = Vehicle.add(branchId, details);
      if (!actor.can('create', 'Vehicle', vehicle)) throw new UnknownReference('branchId');
      await this.ensureEquipment.run(branchId, details);
      return tx.save(vehicle);
    });
  }
}
