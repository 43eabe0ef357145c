import { Injectable } from '@nestjs/common';
import { PasswordResetRefused } from '../../identity/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** ID-8: a known address gets a mail that says what holds for it. */
@Injectable()
export class MailWhenPasswordResetRefused {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
  ) {}

  @On(PasswordResetRefused)
  async handle(event: PasswordResetRefused, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (!to) return;
    const model = { suspended: to.state === 'suspended', rejected: to.state === 'rejected' };
    await this.mails.run(tx, event, 'no-password-reset', [{ to, about: 'reader', model }]);
  }
}
