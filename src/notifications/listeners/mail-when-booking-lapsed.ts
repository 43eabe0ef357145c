import { Injectable } from '@nestjs/common';
import { BookingLapsed } from '../../bookings/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf, wasInCalendars } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** AP-5: booker and approvers are told; and who entered the booking for them. */
@Injectable()
export class MailWhenBookingLapsed {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(BookingLapsed)
  async handle(event: BookingLapsed, tx: Tx): Promise<void> {
    const { bookingId, branchId, together } = event.payload;
    if (together) return;
    const story = await this.stories.of(bookingId, event.payload);
    const { facts: booking, booker, originator } = story;
    const calendar = wasInCalendars(story) ? calendarOf(story, event, 'CANCEL') : undefined;
    const approvers = await this.identity.holdersOf('approvals.decide', branchId);
    const drafts = [booker, originator, ...approvers].map((to) => ({
      to,
      about: story,
      model: { booking, mine: to === booker },
      calendar: to === booker ? calendar : undefined,
    }));
    await this.mails.run(tx, event, 'booking-lapsed', drafts);
  }
}
