import { Injectable } from '@nestjs/common';
import { hashToken } from '../../../platform/crypto/tokens.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { LinkExpired } from '../../domain/errors.js';
import { MailedLink } from '../../domain/mailed-link.js';
import { User } from '../../domain/user.js';
import { endSessions } from '../sign-in/end-sessions.js';
import { IdentityQueries, type MailedLinkView } from '../identity.queries.js';
import { Passwords } from './passwords.js';
import { timeOf } from '../time-of.js';

/**
 * Sets a new password with a mailed link. It does not sign in, and it ends every session, because one may be a stranger's
 * (ID-15).
 */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: IdentityQueries,
    private readonly passwords: Passwords,
  ) {}

  /** The owner of the link, without using it. @throws LinkExpired */
  async look(token: string): Promise<MailedLinkView> {
    const link = await this.queries.usableLink(hashToken(token));
    if (link?.kind !== 'reset') throw new LinkExpired();
    return link;
  }

  /** @returns the person whose password it is. @throws LinkExpired, InvalidInput */
  async run(token: string, password: string): Promise<string> {
    const { userId, email, name } = await this.look(token);
    await this.passwords.ensureAcceptable(password, { email, name });
    const passwordHash = await this.passwords.hash(password);
    await this.work.run({ userId }, async (tx) => {
      const now = await timeOf(tx);
      const user = await tx.load(User, userId);
      const link = await tx.find(MailedLink, 'token_hash = $1', [hashToken(token)]);
      if (!link) throw new LinkExpired();
      link.use(now);
      await tx.save(link);
      user.resetPassword(passwordHash);
      await tx.save(user);
      await endSessions(tx, userId, now);
    });
    return userId;
  }
}
