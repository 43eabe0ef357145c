import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { EmailChangeRequested } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { moment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail, LATER } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface EmailChangeModel {
  expires: string;
}

export const emailChange = defineMail<EmailChangeModel>({
  name: 'email-change',
  kind: 'security',
  withoutName: true,
  subject: ({ organisation }) => `Confirm your new email address for ${organisation}`,
  link: { token: '/verify-email' },
  sample: () => ({ expires: LATER }),
  html: `
{{#> layout}}
<h1>Confirm your new email address</h1>
{{> greeting}}
<p>Someone, probably you, wants to use this email address for their account at <bdi>{{organisation}}</bdi>. Please confirm that it is yours:</p>
{{> link label="Confirm new email address"}}
<p>You can use this link once, until {{expires}}. Until you do, the account keeps its current address.</p>
<p>Not you? You can ignore this email.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
Someone, probably you, wants to use this email address for their account at
{{organisation}}. Please confirm that it is yours.

{{> link label="Confirm new email address"}}

You can use this link once, until {{expires}}.
Until you do, the account keeps its current address.

Not you? You can ignore this email.
{{/layout}}
`,
});

/** ID-13: goes to the new address, which must be confirmed first. */
@Injectable()
export class MailWhenEmailChangeRequested {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(EmailChangeRequested)
  async handle(event: EmailChangeRequested, tx: Tx): Promise<void> {
    const { userId, sealedToken, expiresAt, toAddress } = event.payload;
    const to = await this.identity.user(userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { expires: moment(expiresAt, timeZone) };
    const newAddress = { ...to, email: toAddress };
    await this.mails.run(tx, event, emailChange, [
      { to: newAddress, about: 'reader', model, sealedSecret: sealedToken },
    ]);
  }
}
