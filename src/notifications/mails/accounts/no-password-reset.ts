import { Injectable } from '@nestjs/common';
import { PasswordResetRefused } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface NoPasswordResetModel {
  suspended: boolean;
  rejected: boolean;
}

export const noPasswordReset = defineMail<NoPasswordResetModel>({
  name: 'no-password-reset',
  kind: 'security',
  subject: ({ organisation }) => `Your password at ${organisation} can’t be reset`,
  link: null,
  sample: () => ({ suspended: true, rejected: false }),
  html: `
{{#> layout}}
<h1>Your password can’t be reset</h1>
{{> greeting}}
<p>Someone, probably you, asked for a new password at <bdi>{{organisation}}</bdi> with this email address.</p>
{{#if suspended}}
<p>Your account is suspended, so its password can’t be changed right now.</p>
{{else if rejected}}
<p>Your registration was not approved, so there is no account to sign in with.</p>
{{else}}
<p>There is no account to sign in with for this address.</p>
{{/if}}
<p>An administrator of <bdi>{{organisation}}</bdi> can tell you more.</p>
<p>Not you? There’s nothing to do. The person who asked does not learn any of this.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
Someone, probably you, asked for a new password at {{organisation}} with this
email address.

{{#if suspended}}
Your account is suspended, so its password can't be changed right now.
{{else if rejected}}
Your registration was not approved, so there is no account to sign in with.
{{else}}
There is no account to sign in with for this address.
{{/if}}
An administrator of {{organisation}} can tell you more.

Not you? There's nothing to do. The person who asked does not learn any of this.
{{/layout}}
`,
});

/** ID-8: explains to the owner of an address why there is no password to reset. */
@Injectable()
export class MailWhenPasswordResetRefused {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
  ) {}

  @On(PasswordResetRefused)
  async handle(event: PasswordResetRefused, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (!to) return;
    const model = { suspended: to.state === 'suspended', rejected: to.state === 'rejected' };
    await this.mails.run(tx, event, noPasswordReset, [{ to, about: 'reader', model }]);
  }
}
