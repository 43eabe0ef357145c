import { Injectable } from '@nestjs/common';
import { type CredentialChange, CredentialChanged } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Logouts } from '../use-cases/logouts.js';

const ENDING: readonly CredentialChange[] = ['password_changed', 'password_reset', 'email_change_undone'];

/**
 * OP-5: a new password, or an undone change of address, locks out an intruder. So it ends every grant of the person's
 * clients.
 */
@Injectable()
export class RevokeWhenCredentialChanged {
  constructor(private readonly logouts: Logouts) {}

  @OnCommitting(CredentialChanged)
  async handle({ payload: { userId, what } }: CredentialChanged, tx: Tx): Promise<void> {
    if (ENDING.includes(what)) await this.logouts.ofGrants(tx, userId);
  }
}
