import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor } from '../../../access/index.js';
import { BranchesApi } from '../../../branches/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import type { UserChange } from '../../domain/user-details.js';
import { User } from '../../domain/user.js';
import { ensureMayGovern } from './ensure-may-govern.js';
import { EnsurePlacement } from './ensure-placement.js';
import { type ShownUser, UserViews } from './user-views.js';

/** An admin changes a person's details, branch or groups. */
@Injectable()
export class AmendUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
    private readonly branches: BranchesApi,
    private readonly ensurePlacement: EnsurePlacement,
    private readonly views: UserViews,
  ) {}

  /** @throws NotFound, Forbidden, BeyondOwnAccess, OwnAccount, IllegalTransition, AddressNotYours, EmailTaken, UnknownReference */
  run(actor: Actor, id: string, change: UserChange): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      const user = await tx.load(User, id);
      actor.ensure('change', 'User', user);
      ensureMayGovern(actor, user, await this.access.roles());
      const { email: emailBefore, branchId: branchBefore } = user;
      if (change.branchId) await this.ensurePlacement.branch(actor, 'change', change.branchId);
      user.amend({ ...change, groupIds: await this.#groups(user, change) }, actor.userId);
      const { branchId, email, roles } = user;
      // Roles depend on the home branch, and the reader of a contact's mailbox may get their roles one day (RP-11).
      if (branchId !== branchBefore || email !== emailBefore) {
        await this.access.ensureMayGive(actor, 'change', roles, branchId);
      }
      await tx.save(user);
      return this.views.one(user);
    });
  }

  /** Groups that the change names must exist in the branch; former groups are kept if they exist there too. */
  async #groups(user: User, { branchId = user.branchId, groupIds }: UserChange): Promise<readonly string[]> {
    if (groupIds) {
      await this.ensurePlacement.groups(branchId, groupIds);
      return groupIds;
    }
    if (branchId === user.branchId || !branchId || user.groupIds.length === 0) return user.groupIds;
    const kept = await this.branches.groupsOf(branchId, user.groupIds);
    return user.groupIds.filter((id) => kept.includes(id));
  }
}
