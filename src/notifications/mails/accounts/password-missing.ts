import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { PasswordMissing } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { moment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail, LATER } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface PasswordMissingModel {
  expires: string;
}

export const passwordMissing = defineMail<PasswordMissingModel>({
  name: 'password-missing',
  kind: 'security',
  subject: ({ organisation }) => `Choose a password for ${organisation}`,
  link: { token: '/reset-password' },
  sample: () => ({ expires: LATER }),
  html: `
{{#> layout}}
<h1>Choose a password</h1>
{{> greeting}}
<p>An administrator has confirmed your email address for <bdi>{{organisation}}</bdi>. Choose the password that you will sign in with:</p>
{{> link label="Choose a password"}}
<p>You can use this link once, until {{expires}}. Any password that was entered when you registered no longer works.</p>
<p>Not you? You can ignore this email.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
An administrator has confirmed your email address for {{organisation}}.
Choose the password that you will sign in with.

{{> link label="Choose a password"}}

You can use this link once, until {{expires}}.
Any password that was entered when you registered no longer works.

Not you? You can ignore this email.
{{/layout}}
`,
});

/** ID-6: an administrator confirmed the address, and its owner chooses the password. */
@Injectable()
export class MailWhenPasswordMissing {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(PasswordMissing)
  async handle(event: PasswordMissing, tx: Tx): Promise<void> {
    const { userId, sealedToken, expiresAt } = event.payload;
    const to = await this.identity.user(userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { expires: moment(expiresAt, timeZone) };
    await this.mails.run(tx, event, passwordMissing, [{ to, about: 'reader', model, sealedSecret: sealedToken }]);
  }
}
