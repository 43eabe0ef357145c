import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Forbidden } from '../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Group, type GroupChange } from '../domain/group.js';
import { BranchesApi } from './branches-api.js';
import { ensureGroupWithinReach } from './ensure-group-within-reach.js';

@Injectable()
export class AmendGroup {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
  ) {}

  /** @throws NotFound, UnknownReference, Forbidden, GroupNameTaken */
  run(actor: Actor, id: string, change: GroupChange): Promise<Group> {
    return this.work.run(actor, async (tx) => {
      const group = await tx.load(Group, id);
      actor.ensure('change', 'Group', group);
      // Where it is now counts as much as where it shall be: BR-2 speaks of every branch that it belongs to.
      if (!group.branchIds.every((branchId) => actor.holds('groups.manage', branchId))) throw new Forbidden();
      if (change.branchIds) {
        ensureGroupWithinReach(actor, change.branchIds, await this.branches.branches(change.branchIds));
      }
      group.amend(change);
      return tx.save(group);
    });
  }
}
