import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { timeOf } from '../time-of.js';
import { type ShownUser, UserViews } from './user-views.js';

/** ID-3: pending → rejected; the person gets the reason by mail. */
@Injectable()
export class RejectUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly views: UserViews,
  ) {}

  /** @throws NotFound, Forbidden, OwnAccount, IllegalTransition */
  run(actor: Actor, id: string, reason: string): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      const user = await tx.load(User, id);
      actor.ensure('verify', 'User', user);
      user.reject(reason, actor.userId, await timeOf(tx));
      await tx.save(user);
      return this.views.one(user);
    });
  }
}
