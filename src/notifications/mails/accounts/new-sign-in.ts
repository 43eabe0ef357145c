import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { SignedInFromElsewhere } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { moment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail, NOW } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface NewSignInModel {
  device: string;
  when: string;
}

export const newSignIn = defineMail<NewSignInModel>({
  name: 'new-sign-in',
  kind: 'security',
  subject: ({ organisation }) => `A new sign-in to your ${organisation} account`,
  link: { page: () => '/app/account' },
  sample: ({ text }) => ({ device: text, when: NOW }),
  html: `
{{#> layout}}
<h1>New sign-in</h1>
{{> greeting}}
<p>Someone signed in to your account at <bdi>{{organisation}}</bdi> from a new device or location.</p>
<table role="presentation">
<tr><th>Device</th><td><bdi>{{device}}</bdi></td></tr>
<tr><th>When</th><td>{{when}}</td></tr>
</table>
<p>If this was you, there’s nothing to do. If not, end that session, change your password, and tell an administrator.</p>
{{> link label="Review your sessions"}}
{{/layout}}
`,
  text: `
{{#> layout}}
Someone signed in to your account at {{organisation}} from a new device or location.

Device: {{device}}
When:   {{when}}

If this was you, there's nothing to do. If not, end that session, change your
password, and tell an administrator.

{{> link label="Review your sessions"}}
{{/layout}}
`,
});

const MOST_A_DAY = 3;
const OF_TODAY = `
  SELECT count(*)::int AS count FROM notifications.mails
   WHERE user_id = $1 AND template = 'new-sign-in' AND created_at > now() - interval '1 day'`;

/** ID-13, NO-6. At most three a day, so that travellers are not pestered and an attacker cannot flood a mailbox. */
@Injectable()
export class MailWhenSignedInFromElsewhere {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(SignedInFromElsewhere)
  async handle(event: SignedInFromElsewhere, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (!to) return;
    const [today] = await tx.query<{ count: number }>(OF_TODAY, [to.id]);
    if (today!.count >= MOST_A_DAY) return;
    const { timeZone } = await this.branches.organisation();
    const model = { device: event.payload.device ?? 'Unknown device', when: moment(event.occurredAt, timeZone) };
    await this.mails.run(tx, event, newSignIn, [{ to, about: 'reader', model }]);
  }
}
