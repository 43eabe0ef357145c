import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/work/tx.js';
import type { User } from '../../domain/user.js';
import { IssueLink } from '../issue-link.js';
import { MailQuota } from '../mail-quota.js';
import { Passwords } from '../passwords/passwords.js';
import { SignInQueries } from '../sign-in/sign-ins.queries.js';
import { dropSsoLinks } from '../single-sign-on/sso-links.js';

/** What the stored password was when the given one was held against it: hashing is too slow for a transaction. */
export interface Compared {
  readonly stored: string | null;
  readonly same: boolean;
}

/**
 * Somebody gives an address that is known. Nobody knows who of them owns the mailbox, and both may be strangers to it:
 * an attacker may have registered the victim's address before the victim does, or do so after. So neither password
 * may win, nor who somebody says they are at the organisation's provider. Given the same one, it is the same person, who lost the mail, and gets a new link. Otherwise the stored
 * password is dropped and the page behind the new link asks for one: anyone who reads the mailbox sets it. Name, phone
 * and branch stay as they were first given; an admin looks at them before anything is opened.
 */
@Injectable()
export class RegisterAgain {
  constructor(
    private readonly queries: SignInQueries,
    private readonly passwords: Passwords,
    private readonly issueLink: IssueLink,
    private readonly quota: MailQuota,
  ) {}

  /** Takes as long for an unknown address (ID-8). */
  async compare(email: string, password: string | undefined): Promise<Compared> {
    const stored = (await this.queries.storedPassword(email)) ?? null;
    return { stored, same: password !== undefined && (await this.passwords.matches(stored, password)) };
  }

  /** @returns false where the stored password is no longer what it was compared with */
  async run(tx: Tx, user: User, { stored, same }: Compared): Promise<boolean> {
    if (user.passwordHash !== stored) return false;
    if (user.state === 'unconfirmed') {
      if (stored && !same) user.forgetPassword();
      if (!same) await dropSsoLinks(tx, user.id);
      await tx.save(user);
      await this.issueLink.asked(tx, user);
    } else if (await this.quota.take(tx, user.email, 'notices')) {
      user.tellOfRegistration();
      await tx.save(user);
    }
    return true;
  }
}
