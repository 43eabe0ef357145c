import { Injectable } from '@nestjs/common';
import { AccessReview } from '../../../identity/index.js';
import { Database } from '../../../platform/database/database.js';
import type { Tx } from '../../../platform/work/tx.js';
import { CalendarFeed } from '../../domain/calendar/calendar-feed.js';

const REVOKED = 'SELECT FROM bookings.calendar_feeds WHERE user_id = $1 AND secret_hash IS NULL';
const TOLD = {
  id: null,
  title: 'Your calendar link',
  hint: 'It no longer works, because someone else may know it. Create a new one in your account if you need it.',
};

/** Revokes the secret address of a person's calendar; they can ask for a new one. */
export async function revokeCalendar(tx: Tx, userId: string): Promise<void> {
  const feed = await tx.find(CalendarFeed, 'user_id = $1', [userId]);
  if (!feed?.secretHash) return;
  feed.revoke();
  await tx.save(feed);
}

/** Shows the calendar link where a person reviews what can use their account (ID-15). It has been revoked by then. */
@Injectable()
export class ReviewCalendar {
  constructor(database: Database, review: AccessReview) {
    review.add('calendar', {
      heading: 'Calendar',
      list: async (userId) => ((await database.query(REVOKED, [userId])).length > 0 ? [TOLD] : []),
      remove: () => Promise.resolve(),
    });
  }
}
