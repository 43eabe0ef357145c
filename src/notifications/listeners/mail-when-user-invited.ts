import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { UserInvited } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { moment } from '../email/wording.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-4, ID-5. */
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
    await this.mails.run(tx, event, 'invitation', [{ to, about: 'reader', model, sealedSecret: sealedToken }]);
  }
}
