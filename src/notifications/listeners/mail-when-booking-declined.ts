import { Injectable } from '@nestjs/common';
import { BookingDeclined } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories } from '../use-cases/booking-stories.js';
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
    const { bookingId, note } = event.payload;
    const { facts: booking, booker, originator } = await this.stories.of(bookingId, event.payload);
    await this.mails.run(tx, event, 'booking-declined', [
      { to: booker, model: { booking, note, mine: true } },
      { to: originator, model: { booking, note, mine: false } },
    ]);
  }
}
