import { Injectable } from '@nestjs/common';
import { BranchLostApprovers } from '../../../approvals/events.js';
import { BranchesApi } from '../../../branches/index.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface ApproversLostModel {
  branchName: string;
  waiting: number;
}

export const approversLost = defineMail<ApproversLostModel>({
  name: 'approvers-lost',
  kind: 'decisions',
  subject: ({ organisation, branchName }) => `${branchName} has no approvers left (${organisation})`,
  link: { page: () => '/app/people' },
  sample: ({ text }) => ({ branchName: text, waiting: 2 }),
  html: `
{{#> layout}}
<h1>No approvers left</h1>
{{> greeting}}
<p>The <bdi>{{branchName}}</bdi> branch has no approver left.</p>
<p>{{plural waiting one="1 booking is waiting for approval, and there is no one left to decide on it." other="# bookings are waiting for approval, and there is no one left to decide on them."}}</p>
<p>Undecided bookings lapse when they start. You’re getting this email because you assign roles in this branch. Make someone an approver, and the requests will appear in their queue.</p>
{{> link label="Manage people"}}
{{/layout}}
`,
  text: `
{{#> layout}}
The {{branchName}} branch has no approver left.
{{plural waiting one="1 booking is waiting for approval, and there is no one left to decide on it." other="# bookings are waiting for approval, and there is no one left to decide on them."}}

Undecided bookings lapse when they start. You're getting this email because
you assign roles in the branch. Make someone an approver, and the requests will
appear in their queue.

{{> link label="Manage people"}}
{{/layout}}
`,
});

/** AP-9: mails the people who could appoint an approver. */
@Injectable()
export class MailWhenBranchLostApprovers {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(BranchLostApprovers)
  async handle(event: BranchLostApprovers, tx: Tx): Promise<void> {
    const { branchId, waiting } = event.payload;
    const branch = await this.branches.branch(branchId);
    if (!branch) throw new Error('The branch of an email about its approvers does not exist.');
    const admins = await this.identity.holdersOf('users.assign_roles', branchId);
    const drafts = admins.map((to) => ({ to, about: { branchId }, model: { branchName: branch.name, waiting } }));
    await this.mails.run(tx, event, approversLost, drafts);
  }
}
