import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Vehicle, type VehicleChange } from '../domain/vehicle.js';
import { EnsureEquipment } from './ensure-equipment.js';

/** Changes a vehicle; moves it to another branch; disables and enables it (BR-3, BR-6). */
@Injectable()
export class AmendVehicle {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ensureEquipment: EnsureEquipment,
  ) {}

  /** @throws NotFound, Forbidden, IllegalTransition, UnknownReference, RegistrationTaken, VehicleHasBookings */
  run(actor: Actor, id: string, change: VehicleChange): Promise<Vehicle> {
    return this.work.run(
      actor,
      async (tx) => {
        const vehicle = await tx.load(Vehicle, id);
        actor.ensure('change', 'Vehicle', vehicle);
        vehicle.amend(await this.#withEquipment(actor, vehicle, change));
        return tx.save(vehicle);
      },
      { locks: [['vehicle', id]] },
    );
  }

  async #withEquipment(actor: Actor, vehicle: Vehicle, change: VehicleChange): Promise<VehicleChange> {
    const { branchId = vehicle.branchId } = change;
    const isMove = branchId !== vehicle.branchId;
    if (isMove && !actor.can('create', 'Vehicle', { branchId })) throw new UnknownReference('branchId');
    await this.ensureEquipment.run(branchId, change);
    if (!isMove) return change;
    const { locationId, accessoryIds, groupIds } = vehicle;
    // Only references that the caller does not set have to be checked against the new branch.
    const rest = {
      locationId: change.locationId === undefined ? locationId : null,
      accessoryIds: change.accessoryIds ? [] : accessoryIds,
      groupIds: change.groupIds ? [] : groupIds,
    };
    return { ...(await this.ensureEquipment.taken(branchId, rest)), ...change };
  }
}
