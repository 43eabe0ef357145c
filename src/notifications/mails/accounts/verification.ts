import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { VerificationRequested } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { moment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail, LATER } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface VerificationModel {
  expires: string;
}

export const verification = defineMail<VerificationModel>({
  name: 'verification',
  kind: 'security',
  toUnconfirmed: true,
  withoutName: true,
  subject: ({ organisation }) => `Confirm your email address for ${organisation}`,
  link: { token: '/verify-email' },
  sample: () => ({ expires: LATER }),
  html: `
{{#> layout}}
<h1>Confirm your email address</h1>
{{> greeting}}
<p>Please confirm your email address for <bdi>{{organisation}}</bdi>:</p>
{{> link label="Confirm email address"}}
<p>You can use this link once, until {{expires}}. An administrator will then review your registration, and we’ll email you the result.</p>
<p>Not you? You can ignore this email.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
Please confirm your email address for {{organisation}}.

{{> link label="Confirm email address"}}

You can use this link once, until {{expires}}.
An administrator will then review your registration, and we'll email you the result.

Not you? You can ignore this email.
{{/layout}}
`,
});

/** ID-3: mails the link that confirms the address. */
@Injectable()
export class MailWhenVerificationRequested {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(VerificationRequested)
  async handle(event: VerificationRequested, tx: Tx): Promise<void> {
    const { userId, sealedToken, expiresAt } = event.payload;
    const to = await this.identity.user(userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { expires: moment(expiresAt, timeZone) };
    await this.mails.run(tx, event, verification, [{ to, about: 'reader', model, sealedSecret: sealedToken }]);
  }
}
