import { Injectable } from '@nestjs/common';
import { BookingConfirmed } from '../../../bookings/events.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutBooking, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, calendarOf } from '../../use-cases/booking-stories.js';
import { howConfirmed } from '../../use-cases/how-confirmed.js';
import { type Draft, WriteMails } from '../../use-cases/write-mails.js';

type BookingConfirmedModel = AboutBooking & { how: string };

export const bookingConfirmed = defineMail<BookingConfirmedModel>({
  name: 'booking-confirmed',
  kind: 'bookingConfirmations',
  subject: ({ organisation, booking }) => `Booking confirmed: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ booking }) => ({ booking, mine: false, how: 'No approval was needed.' }),
  html: `
{{#> layout}}
<h1>Booking confirmed</h1>
{{> greeting}}
{{#if mine}}
<p>Your booking is confirmed.</p>
{{else}}
<p><bdi>{{booking.booker}}</bdi>’s booking is confirmed.</p>
{{/if}}
<p>{{how}}</p>
{{> booking}}
{{> link label="View booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
Your booking is confirmed.
{{else}}
{{booking.booker}}'s booking is confirmed.
{{/if}}
{{how}}

{{> booking}}

{{> link label="View booking"}}
{{/layout}}
`,
});

/** Mails the booker, and the originator if they could not know yet. */
@Injectable()
export class MailWhenBookingConfirmed {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
  ) {}

  @On(BookingConfirmed)
  async handle(event: BookingConfirmed, tx: Tx): Promise<void> {
    const { approval, together } = event.payload;
    if (together) return;
    const story = await this.stories.of(event.payload);
    const { facts: booking, booker, originator } = story;
    const model = { booking, how: howConfirmed(approval) };
    const calendar = calendarOf(story, event, 'REQUEST');
    const drafts: Draft<BookingConfirmedModel>[] = [
      { to: booker, about: story, model: { ...model, mine: true }, calendar },
    ];
    if (approval === 'decided') drafts.push({ to: originator, about: story, model: { ...model, mine: false } });
    await this.mails.run(tx, event, bookingConfirmed, approval === 'decided' ? drafts.map(asDecision) : drafts);
  }
}

/** NO-7: a person who waited for a decision gets this mail even if they switched off its kind. */
const asDecision = (draft: Draft<BookingConfirmedModel>): Draft<BookingConfirmedModel> => ({
  ...draft,
  kind: 'decisions',
});
