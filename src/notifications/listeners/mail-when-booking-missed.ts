import { Injectable } from '@nestjs/common';
import { BookingMissed } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** BK-12: the booker is told that the vehicle is gone; and who entered the booking for them. */
@Injectable()
export class MailWhenBookingMissed {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
  ) {}

  @On(BookingMissed)
  async handle(event: BookingMissed, tx: Tx): Promise<void> {
    const story = await this.stories.of(event.payload.bookingId, event.payload);
    const { facts: booking, booker, originator } = story;
    await this.mails.run(tx, event, 'no-show', [
      { to: booker, about: story, model: { booking, mine: true }, calendar: calendarOf(story, event, 'CANCEL') },
      { to: originator, about: story, model: { booking, mine: false } },
    ]);
  }
}
