import { Injectable } from '@nestjs/common';
import { BookingCancelled } from '../../bookings/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** BK-16: everyone in it is told; the booker also where they cancelled it themselves, as a record. */
@Injectable()
export class MailWhenBookingCancelled {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(BookingCancelled)
  async handle(event: BookingCancelled, tx: Tx): Promise<void> {
    const { bookingId, cancelledBy, reason, passengerIds, together } = event.payload;
    if (together) return;
    const story = await this.stories.of(bookingId, event.payload);
    const { facts: booking, booker, originator } = story;
    const calendar = calendarOf(story, event, 'CANCEL');
    const inIt = [booker.id, ...passengerIds];
    const canceller = await this.identity.user(cancelledBy);
    const model = { booking, reason, cancelledBy: canceller?.name ?? null };
    const passengers = await this.identity.users(passengerIds);
    const others = originator.id === cancelledBy ? passengers : [originator, ...passengers];
    await this.mails.run(
      tx,
      event,
      'booking-cancelled',
      [booker, ...others].map((to) => ({
        to,
        about: story,
        model: { ...model, mine: to === booker, byReader: to.id === cancelledBy },
        calendar: inIt.includes(to.id) ? calendar : undefined,
      })),
    );
  }
}
