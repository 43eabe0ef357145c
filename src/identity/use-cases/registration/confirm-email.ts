import { Injectable } from '@nestjs/common';
import { hashToken } from '../../../platform/crypto/tokens.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { LinkExpired } from '../../domain/errors.js';
import { type LinkKind, MailedLink } from '../../domain/mailed-link.js';
import { User } from '../../domain/user.js';
import type { UserState } from '../../domain/user-state.js';
import { endSessions } from '../sign-in/end-sessions.js';
import { IdentityQueries, type MailedLinkView } from '../identity.queries.js';
import { hasSsoLink } from '../single-sign-on/sso-links.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';
import { IssueLink, voidLinks } from '../issue-link.js';
import { Passwords } from '../passwords/passwords.js';
import { timeOf } from '../time-of.js';

/** The result of following a link: the user's new state, and the purpose of the link. */
export interface ConfirmedEmail {
  readonly state: UserState;
  readonly kind: LinkKind;
  readonly userId: string;
}

const CONFIRMING: readonly LinkKind[] = ['verification', 'invitation', 'email_change'];

/**
 * A person follows a mailed link, which confirms their address (ID-3, ID-4, ID-9) or replaces it with the new one (ID-13).
 */
@Injectable()
export class ConfirmEmail {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: IdentityQueries,
    private readonly passwords: Passwords,
    private readonly sso: SsoProvider,
    private readonly issueLink: IssueLink,
  ) {}

  get shortestPassword(): number {
    return this.passwords.shortest;
  }

  /** Reads what the link is for without using it, since mail scanners open links. @throws LinkExpired */
  async look(token: string): Promise<MailedLinkView> {
    const link = await this.queries.usableLink(hashToken(token));
    if (!link || !CONFIRMING.includes(link.kind)) throw new LinkExpired();
    return { ...link, needsPassword: link.needsPassword && !this.sso.only };
  }

  /**
   * If a link is used several times at once, one use succeeds: the others wait for the user's row and then find the link
   * used.
   *
   * @param password required if the user has none; otherwise it replaces the one typed at the registration
   * @throws LinkExpired, InvalidInput, EmailTaken
   */
  async run(token: string, password: string | undefined): Promise<ConfirmedEmail> {
    const { userId, kind, email, name } = await this.look(token);
    if (kind === 'email_change') return this.#changeEmail(token, userId);
    if (password !== undefined) await this.passwords.ensureAcceptable(password, { email, name });
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    return this.using(token, userId, async (tx, user, now) =>
      user.confirmEmail(passwordHash, now, this.sso.only || (await hasSsoLink(tx, userId))),
    );
  }

  /** Uses the link and confirms the address together, or neither. @throws LinkExpired */
  using(
    token: string,
    userId: string,
    confirm: (tx: Tx, user: User, now: Date) => Promise<void>,
  ): Promise<ConfirmedEmail> {
    return this.work.run({ userId }, async (tx) => {
      const now = await timeOf(tx);
      const user = await tx.load(User, userId);
      const link = await tx.find(MailedLink, 'token_hash = $1', [hashToken(token)]);
      if (!link || user.state !== 'unconfirmed') throw new LinkExpired();
      link.use(now);
      await confirm(tx, user, now);
      await tx.save(link);
      await tx.save(user);
      return { state: user.state, kind: link.kind, userId };
    });
  }

  /** Ends every session except the one that requested the change, and voids whatever was mailed to the old address. */
  #changeEmail(token: string, userId: string): Promise<ConfirmedEmail> {
    return this.work.run({ userId }, async (tx: Tx) => {
      const now = await timeOf(tx);
      const user = await tx.load(User, userId);
      const link = await tx.find(MailedLink, 'token_hash = $1', [hashToken(token)]);
      if (!link?.newEmail) throw new LinkExpired();
      link.use(now);
      await tx.save(link);
      const old = user.changeEmail(link.newEmail, now);
      await tx.save(user);
      await voidLinks(tx, userId, now);
      await this.issueLink.emailUndo(tx, user, old);
      await endSessions(tx, userId, now, { but: link.sessionId });
      return { state: user.state, kind: link.kind, userId };
    });
  }
}
