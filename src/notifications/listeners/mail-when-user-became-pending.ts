import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { UserBecamePending } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-3: the admins who may verify them are told. */
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
    // RP-7: where a branch does not let people add themselves, only who reaches every branch sees who waits for approval.
    const isOpen = branch?.openToSignUp && branch.state === 'open';
    const admins = await this.identity.holdersOf('users.verify', isOpen ? branch.id : null);
    const model = { person: person.name, email: person.email, branch: branch?.name ?? null };
    await this.mails.run(
      tx,
      event,
      'pending-user',
      admins.map((to) => ({ to, about: { branchId: isOpen ? branch.id : null }, model })),
    );
  }
}
