import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { User } from '../domain/user.js';
import { voidLinks } from './issue-link.js';
import { timeOf } from './time-of.js';
import { type ShownUser, UserViews } from './user-views.js';

/** ID-6: forces the confirmation of an address; the mailed link works no more. Not recommended. */
@Injectable()
export class QuickVerifyUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly views: UserViews,
  ) {}

  /** @throws NotFound, Forbidden, IllegalTransition */
  run(actor: Actor, id: string): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      const user = await tx.load(User, id);
      actor.ensure('quick_verify', 'User', user);
      const now = await timeOf(tx);
      user.quickVerify(actor.userId, now);
      await tx.save(user);
      await voidLinks(tx, user.id, now);
      return this.views.one(user);
    });
  }
}
