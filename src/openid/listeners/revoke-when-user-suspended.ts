import { Injectable } from '@nestjs/common';
import { UserSuspended } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Logouts } from '../use-cases/logouts.js';

/** OP-5: a suspended person loses every grant and token at once, and clients are told. */
@Injectable()
export class RevokeWhenUserSuspended {
  constructor(private readonly logouts: Logouts) {}

  @OnCommitting(UserSuspended)
  async handle({ payload: { userId } }: UserSuspended, tx: Tx): Promise<void> {
    await this.logouts.ofUser(tx, userId);
  }
}
