import { Injectable } from '@nestjs/common';
import { BranchLostApprovers } from '../../approvals/events.js';
import { BranchesApi } from '../../branches/index.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** AP-9: those who could appoint an approver are told. */
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
    if (!branch) throw new Error('The branch of a mail about its approvers is not there.');
    const admins = await this.identity.holdersOf('users.assign_roles', branchId);
    const drafts = admins.map((to) => ({ to, about: { branchId }, model: { branchName: branch.name, waiting } }));
    await this.mails.run(tx, event, 'approvers-lost', drafts);
  }
}
