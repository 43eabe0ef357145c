import { Injectable } from '@nestjs/common';
import { AccessTaken } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Logouts } from '../use-cases/logouts.js';

/** OP-5: a person who becomes a contact loses every grant and token at once, and clients are told. */
@Injectable()
export class RevokeWhenAccessTaken {
  constructor(private readonly logouts: Logouts) {}

  @OnCommitting(AccessTaken)
  async handle({ payload: { userId } }: AccessTaken, tx: Tx): Promise<void> {
    await this.logouts.ofUser(tx, userId);
  }
}
