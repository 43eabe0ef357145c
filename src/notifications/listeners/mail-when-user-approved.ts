import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { UserApproved } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-3. */
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
    await this.mails.run(tx, event, 'user-approved', [
      { to, about: 'reader', model: { branch: branch?.name ?? null } },
    ]);
  }
}
