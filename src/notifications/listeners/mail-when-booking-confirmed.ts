import { Injectable } from '@nestjs/common';
import { BookingConfirmed } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories, calendarOf } from '../use-cases/booking-stories.js';
import { howConfirmed } from '../use-cases/how-confirmed.js';
import { type Draft, WriteMails } from '../use-cases/write-mails.js';

/** Tells the booker; and who entered it for them, where they could not know yet. */
@Injectable()
export class MailWhenBookingConfirmed {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
  ) {}

  @On(BookingConfirmed)
  async handle(event: BookingConfirmed, tx: Tx): Promise<void> {
    const { bookingId, approval, together } = event.payload;
    if (together) return;
    const story = await this.stories.of(bookingId, event.payload);
    const { facts: booking, booker, originator } = story;
    const model = { booking, how: howConfirmed(approval) };
    const calendar = calendarOf(story, event, 'REQUEST');
    const drafts: Draft<'booking-confirmed'>[] = [
      { to: booker, about: story, model: { ...model, mine: true }, calendar },
    ];
    if (approval === 'decided') drafts.push({ to: originator, about: story, model: { ...model, mine: false } });
    await this.mails.run(tx, event, 'booking-confirmed', approval === 'decided' ? drafts.map(asDecision) : drafts);
  }
}

/** NO-7: whoever waited for a decision is told of it, whatever they chose. */
const asDecision = (draft: Draft<'booking-confirmed'>): Draft<'booking-confirmed'> => ({ ...draft, kind: 'decisions' });
