import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';

/** ID-17: removes the person's waiting-list entries. */
@Injectable()
export class ForgetWaitingWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { userId } }: UserDeleted, tx: Tx): Promise<void> {
    await tx.query('DELETE FROM bookings.waiting_entries WHERE user_id = $1', [userId]);
  }
}
