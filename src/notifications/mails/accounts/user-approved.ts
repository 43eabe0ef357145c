import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { UserApproved } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface UserApprovedModel {
  branch: string | null;
}

export const userApproved = defineMail<UserApprovedModel>({
  name: 'user-approved',
  kind: 'decisions',
  subject: ({ organisation }) => `Your account at ${organisation} is approved`,
  link: { page: () => '/sign-in' },
  sample: ({ text }) => ({ branch: text }),
  html: `
{{#> layout}}
<h1>Your account is approved</h1>
{{> greeting}}
<p>An administrator of <bdi>{{organisation}}</bdi> has approved your registration.</p>
{{#if branch}}
<p>Your branch: <bdi>{{branch}}</bdi></p>
{{/if}}
<p>You can now sign in with this email address.</p>
{{> link label="Sign in"}}
{{/layout}}
`,
  text: `
{{#> layout}}
An administrator of {{organisation}} has approved your registration.
{{#if branch}}
Your branch: {{branch}}
{{/if}}

You can now sign in with this email address.

{{> link label="Sign in"}}
{{/layout}}
`,
});

/** ID-3: tells a person that they can sign in. */
@Injectable()
export class MailWhenUserApproved {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(UserApproved)
  async handle(event: UserApproved, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (!to) return;
    const branch = to.branchId ? await this.branches.branch(to.branchId) : undefined;
    await this.mails.run(tx, event, userApproved, [{ to, about: 'reader', model: { branch: branch?.name ?? null } }]);
  }
}
