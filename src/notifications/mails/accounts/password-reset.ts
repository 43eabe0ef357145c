import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { PasswordResetRequested } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { moment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail, LATER } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface PasswordResetModel {
  expires: string;
}

export const passwordReset = defineMail<PasswordResetModel>({
  name: 'password-reset',
  kind: 'security',
  subject: ({ organisation }) => `Set a new password for ${organisation}`,
  link: { token: '/reset-password' },
  sample: () => ({ expires: LATER }),
  html: `
{{#> layout}}
<h1>Set a new password</h1>
{{> greeting}}
<p>Someone, probably you, asked for a new password for your account at <bdi>{{organisation}}</bdi>.</p>
{{> link label="Set a new password"}}
<p>You can use this link once, until {{expires}}. Setting a new password signs you out everywhere.</p>
<p>Not you? You can ignore this email. Your password stays as it is.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
Someone, probably you, asked for a new password for your account at
{{organisation}}.

{{> link label="Set a new password"}}

You can use this link once, until {{expires}}.
Setting a new password signs you out everywhere.

Not you? You can ignore this email. Your password stays as it is.
{{/layout}}
`,
});

/** ID-8, ID-9: mails the link that sets a new password. */
@Injectable()
export class MailWhenPasswordResetRequested {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(PasswordResetRequested)
  async handle(event: PasswordResetRequested, tx: Tx): Promise<void> {
    const { userId, sealedToken, expiresAt } = event.payload;
    const to = await this.identity.user(userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { expires: moment(expiresAt, timeZone) };
    await this.mails.run(tx, event, passwordReset, [{ to, about: 'reader', model, sealedSecret: sealedToken }]);
  }
}
