import { Injectable } from '@nestjs/common';
import { RegistrationLapsed } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';

/** Mails to a person who never confirmed their address contain only that address and their name. */
@Injectable()
export class EraseWhenRegistrationLapsed {
  @OnCommitting(RegistrationLapsed)
  async handle(event: RegistrationLapsed, tx: Tx): Promise<void> {
    await tx.query('DELETE FROM notifications.mails WHERE user_id = $1', [event.payload.userId]);
  }
}
