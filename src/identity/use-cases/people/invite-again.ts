import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { IssueLink } from '../issue-link.js';
import { MailQuota } from '../mail-quota.js';

/** Mails a new invitation to a person who has not accepted theirs. The older link no longer works (ID-9). */
@Injectable()
export class InviteAgain {
  constructor(
    private readonly work: UnitOfWork,
    private readonly issueLink: IssueLink,
    private readonly quota: MailQuota,
  ) {}

  /** @throws NotFound, Forbidden, IllegalTransition, TooManyRequests */
  run(actor: Actor, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const user = await tx.load(User, id);
      actor.ensure('create', 'User', user);
      user.ensureInvited();
      await this.quota.ensure(tx, user.email);
      await this.issueLink.run(tx, user, actor.userId);
    });
  }
}
