import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { Config } from '../../../platform/config/config.js';
import { hashToken, newToken } from '../../../platform/crypto/tokens.js';
import { Database } from '../../../platform/database/database.js';
import { PersonalData } from '../../../platform/work/personal-data.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { CalendarFeed } from '../../domain/calendar/calendar-feed.js';

const OWN = `
  SELECT secret_hash IS NOT NULL AS active, renewed_at AS "renewedAt" FROM bookings.calendar_feeds WHERE user_id = $1`;

/** Gives a person the secret address of their calendar, and revokes it. */
@Injectable()
export class ShareCalendar {
  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    database: Database,
    personalData: PersonalData,
  ) {
    personalData.add('calendarFeed', (userId) => database.query(OWN, [userId]));
  }

  /** The address is shown only here: just a hash of its secret is stored. */
  async open(actor: Actor): Promise<{ url: string; renewedAt: Date }> {
    const secret = newToken();
    const feed = await this.work.run(actor, async (tx) => {
      await tx.lock('user', actor.userId);
      const now = new Date();
      const own = await tx.find(CalendarFeed, 'user_id = $1', [actor.userId]);
      const renewed = own ?? CalendarFeed.of(actor.userId, now);
      renewed.renew(hashToken(secret), now);
      return tx.save(renewed);
    });
    return { url: `${this.config.publicUrl}/calendar/${secret}.ics`, renewedAt: feed.renewedAt };
  }

  /** Does nothing if there is no feed. */
  close(actor: Actor): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const feed = await tx.find(CalendarFeed, 'user_id = $1', [actor.userId]);
      if (!feed) return;
      feed.revoke();
      await tx.save(feed);
    });
  }
}
