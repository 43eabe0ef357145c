import { Injectable } from '@nestjs/common';
import { AccessTaken } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { revokeCalendar } from '../use-cases/calendar/renew-calendar.js';

/** ID-5: losing access ends every token. The link does not work again when access is given back. */
@Injectable()
export class RevokeCalendarWhenAccessTaken {
  @OnCommitting(AccessTaken)
  async handle({ payload: { userId } }: AccessTaken, tx: Tx): Promise<void> {
    await revokeCalendar(tx, userId);
  }
}
