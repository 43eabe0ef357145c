import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { EmailChangeRequested } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { moment } from '../email/wording.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-13: to the new address, which is confirmed before it counts. */
@Injectable()
export class MailWhenEmailChangeRequested {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(EmailChangeRequested)
  async handle(event: EmailChangeRequested, tx: Tx): Promise<void> {
    const { userId, sealedToken, expiresAt, toAddress } = event.payload;
    const to = await this.identity.user(userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { expires: moment(expiresAt, timeZone) };
    const newAddress = { ...to, email: toAddress };
    await this.mails.run(tx, event, 'email-change', [
      { to: newAddress, about: 'reader', model, sealedSecret: sealedToken },
    ]);
  }
}
