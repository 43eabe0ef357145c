import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { CalendarFeed } from '../domain/calendar-feed.js';

/** ID-17: nobody reads the calendar of somebody deleted. */
@Injectable()
export class RevokeCalendarWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { userId } }: UserDeleted, tx: Tx): Promise<void> {
    const feed = await tx.find(CalendarFeed, 'user_id = $1', [userId]);
    if (!feed) return;
    feed.revoke();
    await tx.save(feed);
  }
}
