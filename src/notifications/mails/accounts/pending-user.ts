import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { UserBecamePending } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface PendingUserModel {
  person: string;
  email: string;
  branch: string | null;
}

export const pendingUser = defineMail<PendingUserModel>({
  name: 'pending-user',
  kind: 'newPeople',
  // Only those who reach the person's branch see this mail in a history, so the name is safe in the subject (RP-13).
  subject: ({ organisation, person }) => `${person} is waiting for your approval (${organisation})`,
  link: { page: () => '/app/people?tab=pending' },
  sample: ({ text }) => ({ person: text, email: 'p@example.org', branch: text }),
  html: `
{{#> layout}}
<h1><bdi>{{person}}</bdi> is waiting for your approval</h1>
{{> greeting}}
<p><bdi>{{person}}</bdi> has registered at <bdi>{{organisation}}</bdi> and confirmed their email address:</p>
<table role="presentation">
<tr><th>Name</th><td><bdi>{{person}}</bdi></td></tr>
<tr><th>Email</th><td><bdi>{{email}}</bdi></td></tr>
{{#if branch}}
<tr><th>Branch</th><td><bdi>{{branch}}</bdi></td></tr>
{{/if}}
</table>
<p>They can’t book until someone approves them. Approve them and set their roles, branch and groups, or reject them with a reason. We’ll email them your decision.</p>
{{> link label="Review registration"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{person}} has registered at {{organisation}} and confirmed their email address:

Name:   {{person}}
Email:  {{email}}
{{#if branch}}
Branch: {{branch}}
{{/if}}

They can't book until someone approves them. Approve them and set their
roles, branch and groups, or reject them with a reason. We'll email them your decision.

{{> link label="Review registration"}}
{{/layout}}
`,
});

/** ID-3: mails the admins who may approve the person. */
@Injectable()
export class MailWhenUserBecamePending {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(UserBecamePending)
  async handle(event: UserBecamePending, tx: Tx): Promise<void> {
    const { userId, branchId } = event.payload;
    const person = await this.identity.user(userId);
    if (!person) return;
    const branch = branchId ? await this.branches.branch(branchId) : undefined;
    // RP-7: if a branch is not open to sign-up, only people who reach every branch see its pending registrations.
    const isOpen = branch?.openToSignUp && branch.state === 'open';
    const admins = await this.identity.holdersOf('users.verify', isOpen ? branch.id : null);
    const model = { person: person.name, email: person.email, branch: branch?.name ?? null };
    await this.mails.run(
      tx,
      event,
      pendingUser,
      admins.map((to) => ({ to, about: { branchId: isOpen ? branch.id : null }, model })),
    );
  }
}
