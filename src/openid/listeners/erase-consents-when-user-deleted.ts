import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { Logouts } from '../use-cases/logouts.js';

/** ID-17: removes the person's consents, and clients no longer act as them. */
@Injectable()
export class EraseConsentsWhenUserDeleted {
  constructor(private readonly logouts: Logouts) {}

  @OnCommitting(UserDeleted)
  async handle({ payload: { userId } }: UserDeleted, tx: Tx): Promise<void> {
    await this.logouts.ofUser(tx, userId);
    await tx.query('DELETE FROM openid.consents WHERE user_id = $1', [userId]);
    await tx.query(
      `UPDATE openid.clients SET service_account_id = NULL, version = version + 1 WHERE service_account_id = $1`,
      [userId],
    );
  }
}
