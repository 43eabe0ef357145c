import { Injectable } from '@nestjs/common';
import { SessionEnded } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Logouts } from '../use-cases/logouts.js';

/** OP-5: the end of a session ends its grants, and clients are told. */
@Injectable()
export class EndWhenSessionEnded {
  constructor(private readonly logouts: Logouts) {}

  @OnCommitting(SessionEnded)
  async handle({ payload: { userId, sessionId } }: SessionEnded, tx: Tx): Promise<void> {
    await this.logouts.ofSession(tx, userId, sessionId);
  }
}
