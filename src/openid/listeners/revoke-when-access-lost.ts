import { Injectable } from '@nestjs/common';
import { AccessTaken, UserDeleted, UserSuspended } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Logouts } from '../use-cases/logouts.js';

/** OP-5: who loses access loses every grant and token in the same moment, and clients are told. */
@Injectable()
export class RevokeWhenAccessLost {
  constructor(private readonly logouts: Logouts) {}

  @OnCommitting(UserSuspended)
  async suspended({ payload: { userId } }: UserSuspended, tx: Tx): Promise<void> {
    await this.logouts.ofUser(tx, userId);
  }

  @OnCommitting(AccessTaken)
  async taken({ payload: { userId } }: AccessTaken, tx: Tx): Promise<void> {
    await this.logouts.ofUser(tx, userId);
  }

  /** ID-17: which clients somebody used is theirs, and goes; so does the part that they played for a client. */
  @OnCommitting(UserDeleted)
  async deleted({ payload: { userId } }: UserDeleted, tx: Tx): Promise<void> {
    await this.logouts.ofUser(tx, userId);
    await tx.query('DELETE FROM openid.consents WHERE user_id = $1', [userId]);
    await tx.query(
      'UPDATE openid.clients SET service_account_id = NULL, version = version + 1 WHERE service_account_id = $1',
      [userId],
    );
  }
}
