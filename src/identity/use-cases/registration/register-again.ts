import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/work/tx.js';
import type { User } from '../../domain/user.js';
import { IssueLink } from '../issue-link.js';
import { MailQuota } from '../mail-quota.js';
import { Passwords } from '../passwords/passwords.js';
import { SignInQueries } from '../sign-in/sign-ins.queries.js';
import { dropSsoLinks } from '../single-sign-on/sso-links.js';

/** The stored password hash and whether it matched. Compared outside of the transaction, because hashing is slow. */
export interface Compared {
  readonly stored: string | null;
  readonly same: boolean;
}

/**
 * Somebody registers with an address that is known but not confirmed. Either of the two may be a stranger to the mailbox, so
 * neither password may win, nor a sign-in at the organisation's provider. The same password means the same person, who lost
 * the email and gets a new link. Otherwise the stored password is dropped, and the reader of the mailbox sets a new one on
 * the page behind the new link. Name, phone and branch stay as first given; an admin reviews them before giving access.
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

  /** @returns false if the stored password has changed since it was compared */
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
