import { Injectable } from '@nestjs/common';
import { KnownAddressWanted } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-8. */
@Injectable()
export class MailWhenKnownAddressWanted {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
  ) {}

  @On(KnownAddressWanted)
  async handle(event: KnownAddressWanted, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (to) await this.mails.run(tx, event, 'address-wanted', [{ to, about: 'reader', model: {} }]);
  }
}
