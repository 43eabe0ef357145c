import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { type ShownUser, UserViews } from './user-views.js';

/** Ends a suspension. The sessions that it ended stay ended. */
@Injectable()
export class RestoreUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
    private readonly views: UserViews,
  ) {}

  /** @throws NotFound, Forbidden, BeyondOwnAccess, IllegalTransition */
  run(actor: Actor, id: string): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      const user = await tx.load(User, id);
      actor.ensure('suspend', 'User', user);
      user.restore();
      // The roles had no effect while suspended, so restoring somebody counts as giving them (RP-11).
      await this.access.ensureMayGive(actor, 'suspend', user.roles, user.branchId);
      await tx.save(user);
      return this.views.one(user);
    });
  }
}
