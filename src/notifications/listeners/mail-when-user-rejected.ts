import { Injectable } from '@nestjs/common';
import { UserRejected } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-3. */
@Injectable()
export class MailWhenUserRejected {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
  ) {}

  @On(UserRejected)
  async handle(event: UserRejected, tx: Tx): Promise<void> {
    const { userId, reason } = event.payload;
    const to = await this.identity.user(userId);
    if (to) await this.mails.run(tx, event, 'user-rejected', [{ to, about: 'reader', model: { reason } }]);
  }
}
