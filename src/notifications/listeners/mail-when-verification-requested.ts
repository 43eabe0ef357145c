import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { VerificationRequested } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { moment } from '../email/wording.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-3. */
@Injectable()
export class MailWhenVerificationRequested {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(VerificationRequested)
  async handle(event: VerificationRequested, tx: Tx): Promise<void> {
    const { userId, sealedToken, expiresAt } = event.payload;
    const to = await this.identity.user(userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { expires: moment(expiresAt, timeZone) };
    await this.mails.run(tx, event, 'verification', [{ to, about: 'reader', model, sealedSecret: sealedToken }]);
  }
}
