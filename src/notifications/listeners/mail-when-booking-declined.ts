import { Injectable } from '@nestjs/common';
import { BookingDeclined } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf, wasInCalendars } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** AP-8: the booker gets the note; so does who entered the booking for them. */
@Injectable()
export class MailWhenBookingDeclined {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
  ) {}

  @On(BookingDeclined)
  async handle(event: BookingDeclined, tx: Tx): Promise<void> {
    const { bookingId, note, together } = event.payload;
    if (together) return;
    const story = await this.stories.of(bookingId, event.payload);
    const { facts: booking, booker, originator } = story;
    const calendar = wasInCalendars(story) ? calendarOf(story, event, 'CANCEL') : undefined;
    await this.mails.run(tx, event, 'booking-declined', [
      { to: booker, about: story, model: { booking, note, mine: true }, calendar },
      { to: originator, about: story, model: { booking, note, mine: false } },
    ]);
  }
}
