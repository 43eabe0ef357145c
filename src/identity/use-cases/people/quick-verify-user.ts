import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { IssueLink, voidLinks } from '../issue-link.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';
import { timeOf } from '../time-of.js';
import { type ShownUser, UserViews } from './user-views.js';

/**
 * ID-6: confirms an address without its owner. Not recommended. Nobody has shown that the address is theirs, so a password
 * that was typed at the registration may be a stranger's: it is dropped, and the owner of the mailbox sets a new one with a
 * mailed link.
 */
@Injectable()
export class QuickVerifyUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly issueLink: IssueLink,
    private readonly sso: SsoProvider,
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
      if (!this.sso.only) await this.issueLink.passwordMissing(tx, user);
      return this.views.one(user);
    });
  }
}
