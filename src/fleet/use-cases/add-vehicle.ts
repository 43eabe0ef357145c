import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { BranchesApi } from '../../branches/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Vehicle, type VehicleDetails } from '../domain/vehicle.js';

@Injectable()
export class AddVehicle {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
  ) {}

  run(actor: Actor, branchId: string, details: VehicleDetails): Promise<Vehicle> {
    return this.work.run(actor, async (tx) => {
      const vehicle = Vehicle.add(branchId, details);
      if (!actor.can('create', 'Vehicle', vehicle)) throw new UnknownReference('branchId');
      await ensureGroupsOf(this.branches, branchId, details.groupIds);
      return tx.save(vehicle);
    });
  }
}

/** @throws UnknownReference where a group does not exist in the branch */
export async function ensureGroupsOf(branches: BranchesApi, branchId: string, groupIds: string[]): Promise<void> {
  if (groupIds.length === 0) return;
  const known = new Set(await branches.groupsOf(branchId, groupIds));
  const unknown = groupIds.findIndex((id) => !known.has(id));
  if (unknown >= 0) throw new UnknownReference(`groupIds.${unknown}`);
}
