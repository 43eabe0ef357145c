import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { InvalidInput, UnknownReference } from '../../platform/domain/domain-error.js';
import type { Equipment } from '../domain/vehicle.js';

/** Location, accessories and groups of a vehicle exist in its branch (BR-2). */
@Injectable()
export class EnsureEquipment {
  constructor(private readonly branches: BranchesApi) {}

  /** @throws UnknownReference for what does not exist in the branch */
  async run(branchId: string, { locationId, accessoryIds = [], groupIds = [] }: Partial<Equipment>): Promise<void> {
    if (locationId && (await this.branches.locationsOf(branchId, [locationId])).length === 0) {
      throw new UnknownReference('locationId');
    }
    if (accessoryIds.length > 0) {
      ensureKnown('accessoryIds', accessoryIds, await this.branches.accessoriesOf(branchId, accessoryIds));
    }
    if (groupIds.length > 0) ensureKnown('groupIds', groupIds, await this.branches.groupsOf(branchId, groupIds));
  }

  /**
   * What a vehicle keeps when it moves to another branch: the location and accessories that belong there too.
   *
   * @throws InvalidInput if it has groups that do not: without them it would be open to the whole branch (BR-4)
   */
  async taken(branchId: string, { locationId, accessoryIds, groupIds }: Equipment): Promise<Equipment> {
    const locations = locationId ? await this.branches.locationsOf(branchId, [locationId]) : [];
    const accessories = await this.branches.accessoriesOf(branchId, accessoryIds);
    const groups = await this.branches.groupsOf(branchId, groupIds);
    if (groupIds.some((id) => !groups.includes(id))) {
      const message = 'is required, because not all of its groups exist in the other branch';
      throw new InvalidInput([{ field: 'groupIds', code: 'required', message }]);
    }
    return {
      locationId: locations[0] ?? null,
      accessoryIds: accessoryIds.filter((id) => accessories.includes(id)),
      groupIds,
    };
  }
}

function ensureKnown(field: string, ids: string[], known: string[]): void {
  const unknown = ids.findIndex((id) => !known.includes(id));
  if (unknown >= 0) throw new UnknownReference(`${field}.${unknown}`);
}
