import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { EmailChangeUndoable } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { moment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail, LATER, NOW } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface EmailChangedModel {
  when: string;
  expires: string;
}

export const emailChanged = defineMail<EmailChangedModel>({
  name: 'email-changed',
  kind: 'security',
  subject: ({ organisation }) => `The email address of your ${organisation} account was changed`,
  link: { token: '/undo-email-change' },
  sample: () => ({ when: NOW, expires: LATER }),
  html: `
{{#> layout}}
<h1>Your email address was changed</h1>
{{> greeting}}
<p>The email address of your account at <bdi>{{organisation}}</bdi> was changed on {{when}}. From now on we’ll use the new one.</p>
<p>If this was you, there’s nothing to do. If it wasn’t, take the change back: your account gets this address again, everyone is signed out, and you choose a new password.</p>
{{> link label="This wasn’t me"}}
<p>You can use this link once, until {{expires}}.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
The email address of your account at {{organisation}} was changed
on {{when}}. From now on we'll use the new one.

If this was you, there's nothing to do. If it wasn't, take the change back:
your account gets this address again, everyone is signed out, and you choose a
new password.

{{> link label="This wasn't me"}}

You can use this link once, until {{expires}}.
{{/layout}}
`,
});

/** ID-15: goes to the old address, whose owner may not have changed it. */
@Injectable()
export class MailWhenEmailChangeUndoable {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(EmailChangeUndoable)
  async handle(event: EmailChangeUndoable, tx: Tx): Promise<void> {
    const { userId, sealedToken, expiresAt, toAddress } = event.payload;
    const to = await this.identity.user(userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { when: moment(event.occurredAt, timeZone), expires: moment(expiresAt, timeZone) };
    await this.mails.run(tx, event, emailChanged, [
      { to: { ...to, email: toAddress }, about: 'reader', model, sealedSecret: sealedToken },
    ]);
  }
}
