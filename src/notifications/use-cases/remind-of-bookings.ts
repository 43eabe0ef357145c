import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/domain/ids.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { keepErasureWaiting } from '../../platform/work/erasure.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { bookingReminder } from '../mails/bookings/booking-reminder.js';
import { BookingStories, calendarOf } from './booking-stories.js';
import { WriteMails } from './write-mails.js';

const BATCH = 200;

/**
 * A booking that was made within the lead time has just been confirmed by email and needs no reminder. The current start
 * counts, so a moved booking gets a reminder for its new time, and a cancelled one gets none.
 */
export const dueForReminder = `
    FROM bookings.bookings b
   WHERE b.state = 'confirmed' AND lower(b.period) > now() AND lower(b.period) <= now() + make_interval(hours => $1)
     AND b.created_at <= lower(b.period) - make_interval(hours => $1)
     AND NOT EXISTS (SELECT 1 FROM notifications.reminders r WHERE r.booking_id = b.id AND r.starts_at = lower(b.period))`;
const DUE = `SELECT b.id ${dueForReminder} ORDER BY lower(b.period) LIMIT ${BATCH}`;
/** Locks the booking's row, so that nobody moves or cancels it before the email is written. */
const TAKE = `
  WITH due AS (SELECT id, lower(period) AS start FROM bookings.bookings
                WHERE id = $1 AND state = 'confirmed' AND lower(period) > now()
                  AND lower(period) <= now() + make_interval(hours => $2)
                  FOR NO KEY UPDATE)
  INSERT INTO notifications.reminders (booking_id, starts_at, event_id) SELECT id, start, $3 FROM due
  ON CONFLICT DO NOTHING RETURNING 1`;

/** NO-8: writes reminders. If several workers find a booking, one writes the email. Only the database's clock counts. */
@Injectable()
export class RemindOfBookings {
  readonly #leadHours: number;

  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly stories: BookingStories,
    private readonly mails: WriteMails,
    config: Config,
  ) {
    this.#leadHours = config.values.BOOKING_REMINDER_HOURS;
  }

  async run(): Promise<void> {
    if (this.#leadHours === 0) return;
    const due = await this.database.query<{ id: string }>(DUE, [this.#leadHours]);
    for (const { id } of due) await this.#remind(id);
  }

  #remind(bookingId: string): Promise<void> {
    return this.work.run(SYSTEM, async (tx) => {
      await keepErasureWaiting(tx);
      const event = { id: newId(), occurredAt: new Date() };
      const taken = await tx.query(TAKE, [bookingId, this.#leadHours, event.id]);
      if (taken.length === 0) return;
      const story = await this.stories.ofNow(bookingId);
      const { facts: booking, notes, booker } = story;
      const calendar = calendarOf(story, event, 'REQUEST');
      await this.mails.run(tx, event, bookingReminder, [
        { to: booker, about: story, model: { booking, notes, mine: true }, calendar },
      ]);
    });
  }
}
