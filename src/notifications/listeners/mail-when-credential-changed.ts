import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { CredentialChanged, type CredentialChange } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { moment } from '../email/wording.js';
import { WriteMails } from '../use-cases/write-mails.js';

const WORDS: Record<CredentialChange, string> = {
  password_changed: 'the password was changed',
  password_reset: 'a new password was set by a mailed link',
  passkey_added: 'a passkey was added',
  passkey_removed: 'a passkey was removed',
  sso_linked: 'your single sign-on was connected to the account',
  email_changed: 'the e-mail address was changed',
};

/** ID-13: every change of a way to sign in, to the address that counted before it, too. */
@Injectable()
export class MailWhenCredentialChanged {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(CredentialChanged)
  async handle(event: CredentialChanged, tx: Tx): Promise<void> {
    const { userId, what, toAddress } = event.payload;
    const to = await this.identity.user(userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { what: WORDS[what], when: moment(event.occurredAt, timeZone) };
    await this.mails.run(tx, event, 'credential-changed', [
      { to: { ...to, email: toAddress }, about: 'reader', model },
    ]);
  }
}
