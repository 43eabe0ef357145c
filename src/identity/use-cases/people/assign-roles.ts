import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import type { AssignedRole } from '../../domain/user-details.js';
import { ensureOthersAdminister, lockAdministrators } from './ensure-others-administer.js';
import { EnsurePlacement } from './ensure-placement.js';
import { IdentityQueries } from '../identity.queries.js';
import { type ShownUser, UserViews } from './user-views.js';

/** RP-11: replaces a person's roles with these. */
@Injectable()
export class AssignRoles {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
    private readonly queries: IdentityQueries,
    private readonly ensurePlacement: EnsurePlacement,
    private readonly views: UserViews,
  ) {}

  /** @throws NotFound, Forbidden, OwnAccount, IllegalTransition, UnknownReference, BeyondOwnAccess, LastAdministrator */
  run(actor: Actor, id: string, roles: readonly AssignedRole[]): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      await lockAdministrators(tx);
      const user = await tx.load(User, id);
      actor.ensure('assign_roles', 'User', user);
      const before = user.roles;
      user.assignRoles(roles, actor.userId);
      await this.ensurePlacement.listedBranches(actor, roles, before);
      await this.access.ensureMayReassign(actor, 'assign_roles', before, roles, user.branchId);
      if (!(await this.#administers(roles))) await ensureOthersAdminister(this.queries, user.id);
      await tx.save(user);
      return this.views.one(user);
    });
  }

  async #administers(assigned: readonly AssignedRole[]): Promise<boolean> {
    const roles = await this.access.roles();
    return assigned.some(({ roleId, branchIds }) => {
      const role = roles.get(roleId);
      return !branchIds && role?.reach === 'every' && role.permissions.includes('organisation.manage');
    });
  }
}
