import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { type CredentialChange, CredentialChanged } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { moment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail, NOW } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface CredentialChangedModel {
  what: string;
  when: string;
}

export const credentialChanged = defineMail<CredentialChangedModel>({
  name: 'credential-changed',
  kind: 'security',
  subject: ({ what }) => what,
  link: { page: () => '/app/account' },
  sample: ({ organisation }) => ({ what: `The password of your ${organisation} account was changed`, when: NOW }),
  html: `
{{#> layout}}
<h1>Your account was changed</h1>
{{> greeting}}
<p>{{what}}.</p>
<p>When: {{when}}</p>
<p>If this was you, there’s nothing to do. If not, someone else has access to your account. Set a new password now (“Forgot your password?” on the sign-in page), review your sessions, and tell an administrator.</p>
{{> link label="Review your account"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{what}}.
When: {{when}}

If this was you, there's nothing to do.

If not, someone else has access to your account. Set a new password now
("Forgot your password?" on the sign-in page), review your sessions, and tell
an administrator.

{{> link label="Review your account"}}
{{/layout}}
`,
});

const WORDS: Record<CredentialChange, (organisation: string) => string> = {
  password_changed: (organisation) => `The password of your ${organisation} account was changed`,
  password_reset: (organisation) => `A new password was set for your ${organisation} account`,
  passkey_added: (organisation) => `A passkey was added to your ${organisation} account`,
  passkey_removed: (organisation) => `A passkey was removed from your ${organisation} account`,
  sso_linked: (organisation) => `Single sign-on was connected to your ${organisation} account`,
  email_changed: (organisation) => `The email address of your ${organisation} account was changed`,
  email_change_undone: (organisation) => `The change to your ${organisation} account’s email address was undone`,
};

/** ID-13: reports every change of a way to sign in, also to the former address. */
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
    const { name, timeZone } = await this.branches.organisation();
    const model = { what: WORDS[what](name), when: moment(event.occurredAt, timeZone) };
    await this.mails.run(tx, event, credentialChanged, [{ to: { ...to, email: toAddress }, about: 'reader', model }]);
  }
}
