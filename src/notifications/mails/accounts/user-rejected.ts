import { Injectable } from '@nestjs/common';
import { UserRejected } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface UserRejectedModel {
  reason: string;
}

export const userRejected = defineMail<UserRejectedModel>({
  name: 'user-rejected',
  kind: 'decisions',
  subject: ({ organisation }) => `Your registration at ${organisation} was not approved`,
  link: null,
  sample: ({ text }) => ({ reason: text }),
  html: `
{{#> layout}}
<h1>Your registration was not approved</h1>
{{> greeting}}
<p>An administrator of <bdi>{{organisation}}</bdi> has reviewed your registration and rejected it. They gave this reason:</p>
<blockquote dir="auto">{{lines reason}}</blockquote>
<p>If you think this is a mistake, please contact your branch.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
An administrator of {{organisation}} has reviewed your registration and did not
approve it. They gave this reason:

{{reason}}

If you think this is a mistake, please contact your branch.
{{/layout}}
`,
});

/** ID-3: tells a person why they were rejected. */
@Injectable()
export class MailWhenUserRejected {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
  ) {}

  @On(UserRejected)
  async handle(event: UserRejected, tx: Tx): Promise<void> {
    const { userId, reason } = event.payload;
    const to = await this.identity.user(userId);
    if (to) await this.mails.run(tx, event, userRejected, [{ to, about: 'reader', model: { reason } }]);
  }
}
