import { Injectable } from '@nestjs/common';
import { KnownAddressRegistered } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-8. */
@Injectable()
export class MailWhenKnownAddressRegistered {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
  ) {}

  @On(KnownAddressRegistered)
  async handle(event: KnownAddressRegistered, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (to) await this.mails.run(tx, event, 'already-registered', [{ to, about: 'reader', model: {} }]);
  }
}
