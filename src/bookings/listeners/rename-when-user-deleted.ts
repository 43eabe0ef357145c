import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import { redactNames } from '../../platform/work/redact-texts.js';
import type { Tx } from '../../platform/work/tx.js';

/** ID-17: reasons and policies that are named after the person get a pseudonym. */
@Injectable()
export class RenameWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { pseudonym }, vouched }: UserDeleted, tx: Tx): Promise<void> {
    await redactNames(tx, ['bookings.reasons', 'bookings.policies'], vouched, pseudonym);
  }
}
