import { Injectable } from '@nestjs/common';
import { CredentialChanged } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Logouts } from '../use-cases/logouts.js';

/**
 * OP-5: a new password throws out whoever had got in with the old one; so it ends what clients were given for a time beyond
 * the session (`offline_access`), too. What was given within a session ends with it.
 */
@Injectable()
export class RevokeWhenCredentialChanged {
  constructor(private readonly logouts: Logouts) {}

  @OnCommitting(CredentialChanged)
  async handle({ payload: { userId, what } }: CredentialChanged, tx: Tx): Promise<void> {
    if (what === 'password_changed' || what === 'password_reset') await this.logouts.ofAbsent(tx, userId);
  }
}
