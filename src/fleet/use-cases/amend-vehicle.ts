import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { BranchesApi } from '../../branches/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Vehicle, type VehicleDetails } from '../domain/vehicle.js';
import { ensureGroupsOf } from './add-vehicle.js';

@Injectable()
export class AmendVehicle {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
  ) {}

  run(actor: Actor, id: string, details: Partial<VehicleDetails>): Promise<Vehicle> {
    return this.work.run(actor, async (tx) => {
      await tx.lock('vehicle', id);
      const vehicle = await tx.load(Vehicle, id);
      actor.ensure('change', 'Vehicle', vehicle);
      await ensureGroupsOf(this.branches, vehicle.branchId, details.groupIds ?? []);
      vehicle.amend(details);
      return tx.save(vehicle);
    });
  }
}
