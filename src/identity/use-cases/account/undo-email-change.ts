import { Injectable } from '@nestjs/common';
import { hashToken } from '../../../platform/crypto/tokens.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { LinkExpired } from '../../domain/errors.js';
import { MailedLink } from '../../domain/mailed-link.js';
import { User } from '../../domain/user.js';
import { endSessions } from '../sign-in/end-sessions.js';
import { IdentityQueries, type MailedLinkView } from '../identity.queries.js';
import { IssueLink, voidLinks } from '../issue-link.js';
import { timeOf } from '../time-of.js';

const LATER = `user_id = $1 AND kind = 'email_undo' AND created_at > $2 AND used_at IS NULL AND voided_at IS NULL`;

/**
 * "This wasn't me": the reader of the old address can undo a change of address. It ends every session and everything that was
 * started in one (ID-15), and leads on to a new password, because somebody else may know the current one.
 */
@Injectable()
export class UndoEmailChange {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: IdentityQueries,
    private readonly issueLink: IssueLink,
  ) {}

  /** Reads the link without using it. @throws LinkExpired */
  async look(token: string): Promise<MailedLinkView> {
    const link = await this.queries.usableLink(hashToken(token));
    if (link?.kind !== 'email_undo') throw new LinkExpired();
    return link;
  }

  /** @returns the token of a link that sets a new password. @throws LinkExpired, EmailTaken */
  async run(token: string): Promise<string> {
    const { userId } = await this.look(token);
    return this.work.run({ userId }, async (tx) => {
      const now = await timeOf(tx);
      const user = await tx.load(User, userId);
      const link = await tx.find(MailedLink, 'token_hash = $1', [hashToken(token)]);
      if (!link?.newEmail) throw new LinkExpired();
      link.use(now);
      await tx.save(link);
      user.undoEmailChange(link.newEmail, now);
      await tx.save(user);
      await voidLinks(tx, userId, now);
      // Voids the links of later changes, which went to addresses that this takes away. Those of earlier changes stay valid.
      for (const later of await tx.findAll(MailedLink, LATER, [userId, link.createdAt])) {
        later.void(now);
        await tx.save(later);
      }
      await endSessions(tx, userId, now);
      return this.issueLink.atHand(tx, user, 'reset');
    });
  }
}
