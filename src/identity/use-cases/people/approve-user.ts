import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import type { Placement } from '../../domain/user-details.js';
import { EnsurePlacement } from './ensure-placement.js';
import { timeOf } from '../time-of.js';
import { type ShownUser, UserViews } from './user-views.js';

/** ID-3: pending → verified, with roles, branch and groups in one act. */
@Injectable()
export class ApproveUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ensurePlacement: EnsurePlacement,
    private readonly views: UserViews,
  ) {}

  /** @throws NotFound, Forbidden, OwnAccount, IllegalTransition, UnknownReference, BeyondOwnAccess */
  run(actor: Actor, id: string, placement: Placement): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      const user = await tx.load(User, id);
      actor.ensure('verify', 'User', user);
      user.approve(placement, actor.userId, await timeOf(tx));
      await this.ensurePlacement.run(actor, 'verify', placement);
      await tx.save(user);
      return this.views.one(user);
    });
  }
}
