import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { SignedInFromElsewhere } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { moment } from '../email/wording.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-13, NO-6. */
@Injectable()
export class MailWhenSignedInFromElsewhere {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
    private readonly branches: BranchesApi,
  ) {}

  @On(SignedInFromElsewhere)
  async handle(event: SignedInFromElsewhere, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (!to) return;
    const { timeZone } = await this.branches.organisation();
    const model = { device: event.payload.device ?? 'an unknown program', when: moment(event.occurredAt, timeZone) };
    await this.mails.run(tx, event, 'new-sign-in', [{ to, model }]);
  }
}
