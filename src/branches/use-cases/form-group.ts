import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Group, type GroupDetails } from '../domain/group.js';
import { BranchesApi } from './branches-api.js';
import { ensureGroupWithinReach } from './ensure-group-within-reach.js';

@Injectable()
export class FormGroup {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
  ) {}

  /** @throws UnknownReference, Forbidden, GroupNameTaken */
  run(actor: Actor, details: GroupDetails): Promise<Group> {
    return this.work.run(actor, async (tx) => {
      ensureGroupWithinReach(actor, details.branchIds, await this.branches.branches(details.branchIds));
      return tx.save(Group.form(details));
    });
  }
}
