import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { revokeCalendar } from '../use-cases/calendar/renew-calendar.js';

/** ID-17: the calendar of a deleted person can no longer be read. */
@Injectable()
export class RevokeCalendarWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { userId } }: UserDeleted, tx: Tx): Promise<void> {
    await revokeCalendar(tx, userId);
  }
}
