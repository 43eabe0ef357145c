import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { CredentialQuota } from '../account/credential-quota.js';
import type { CurrentSession } from '../sign-in/current-sessions.js';
import { endSessions } from '../sign-in/end-sessions.js';
import { voidLinks } from '../issue-link.js';
import { Passwords } from './passwords.js';
import { timeOf } from '../time-of.js';

/** The person sets a new password, which ends all of their other sessions and voids what was mailed (ID-15). */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly changes: CredentialQuota,
  ) {}

  /** The caller has checked that the session is fresh. @throws TooManyRequests, InvalidInput, IllegalTransition */
  async run({ actor, id, user: who }: CurrentSession, password: string): Promise<void> {
    await this.changes.take('password', actor.userId);
    await this.passwords.ensureAcceptable(password, who);
    const passwordHash = await this.passwords.hash(password);
    await this.work.run(actor, async (tx) => {
      const now = await timeOf(tx);
      const user = await tx.load(User, actor.userId);
      user.changePassword(passwordHash);
      await tx.save(user);
      await voidLinks(tx, user.id, now);
      await endSessions(tx, user.id, now, { but: id });
    });
  }
}
