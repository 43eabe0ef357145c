import { Injectable } from '@nestjs/common';
import { AccessTaken } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { revokeCalendar } from '../use-cases/calendar/renew-calendar.js';

/** ID-5: every token ends with the access; the link does not come back to life when access is given again. */
@Injectable()
export class RevokeCalendarWhenAccessTaken {
  @OnCommitting(AccessTaken)
  async handle({ payload: { userId } }: AccessTaken, tx: Tx): Promise<void> {
    await revokeCalendar(tx, userId);
  }
}
