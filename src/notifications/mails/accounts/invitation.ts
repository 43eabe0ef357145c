import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { UserInvited } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { moment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail, LATER } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface InvitationModel {
  branch: string | null;
  invitedBy: string | null;
  expires: string;
}

export const invitation = defineMail<InvitationModel>({
  name: 'invitation',
  kind: 'security',
  toUnconfirmed: true,
  subject: ({ organisation }) => `You’ve been invited to Motorpool at ${organisation}`,
  link: { token: '/verify-email' },
  sample: ({ text }) => ({ branch: text, invitedBy: text, expires: LATER }),
  html: `
{{#> layout}}
<h1>Welcome to Motorpool</h1>
{{> greeting}}
{{#if invitedBy}}
<p><bdi>{{invitedBy}}</bdi> has added you to Motorpool, the booking service of <bdi>{{organisation}}</bdi>.</p>
{{else}}
<p>You have been added to Motorpool, the booking service of <bdi>{{organisation}}</bdi>.</p>
{{/if}}
{{#if branch}}
<p>Your branch: <bdi>{{branch}}</bdi></p>
{{/if}}
<p>Confirm your email address and choose how to sign in to get started:</p>
{{> link label="Accept invitation"}}
<p>You can use this link once, until {{expires}}. If it has expired, ask an administrator of your branch for a new one.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if invitedBy}}
{{invitedBy}} has added you to Motorpool, the booking service of
{{organisation}}.
{{else}}
You have been added to Motorpool, the booking service of
{{organisation}}.
{{/if}}
{{#if branch}}
Your branch: {{branch}}
{{/if}}

Confirm your email address and choose how to sign in to get started.

{{> link label="Accept invitation"}}

You can use this link once, until {{expires}}.
If it has expired, ask an administrator of your branch for a new one.
{{/layout}}
`,
});

/** ID-4, ID-5: invites a person whom an admin added. */
@Injectable()
export class MailWhenUserInvited {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(UserInvited)
  async handle(event: UserInvited, tx: Tx): Promise<void> {
    const { userId, sealedToken, expiresAt, invitedBy } = event.payload;
    const to = await this.identity.user(userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const branch = to.branchId ? await this.branches.branch(to.branchId) : undefined;
    const inviter = invitedBy ? await this.identity.user(invitedBy) : undefined;
    const model = {
      branch: branch?.name ?? null,
      invitedBy: inviter?.name ?? null,
      expires: moment(expiresAt, branch?.timeZone ?? timeZone),
    };
    await this.mails.run(tx, event, invitation, [{ to, about: 'reader', model, sealedSecret: sealedToken }]);
  }
}
