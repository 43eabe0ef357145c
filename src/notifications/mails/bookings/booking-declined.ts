import { Injectable } from '@nestjs/common';
import { BookingDeclined } from '../../../bookings/events.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutBooking, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, calendarOf, wasInCalendars } from '../../use-cases/booking-stories.js';
import { WriteMails } from '../../use-cases/write-mails.js';

type BookingDeclinedModel = AboutBooking & { note: string | null };

export const bookingDeclined = defineMail<BookingDeclinedModel>({
  name: 'booking-declined',
  kind: 'decisions',
  subject: ({ organisation, booking }) => `Booking declined: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking }) => ({ booking, mine: false, note: text }),
  html: `
{{#> layout}}
<h1>Booking declined</h1>
{{> greeting}}
{{#if mine}}
<p>An approver has declined your booking. The vehicle is available to others again.</p>
{{else}}
<p>An approver has declined <bdi>{{booking.booker}}</bdi>’s booking. The vehicle is available to others again.</p>
{{/if}}
{{#if note}}
<p>The approver’s note:</p>
<blockquote dir="auto">{{lines note}}</blockquote>
{{/if}}
{{> booking}}
{{> link label="View booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
An approver has declined your booking. The vehicle is available to others again.
{{else}}
An approver has declined {{booking.booker}}'s booking. The vehicle is available to others again.
{{/if}}

{{#if note}}
The approver's note:

{{note}}

{{/if}}
{{> booking}}

{{> link label="View booking"}}
{{/layout}}
`,
});

/** AP-8: mails the note to the booker, and to the person who entered the booking. */
@Injectable()
export class MailWhenBookingDeclined {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
  ) {}

  @On(BookingDeclined)
  async handle(event: BookingDeclined, tx: Tx): Promise<void> {
    const { note, together } = event.payload;
    if (together) return;
    const story = await this.stories.of(event.payload);
    const { facts: booking, booker, originator } = story;
    const calendar = wasInCalendars(story) ? calendarOf(story, event, 'CANCEL') : undefined;
    await this.mails.run(tx, event, bookingDeclined, [
      { to: booker, about: story, model: { booking, note, mine: true }, calendar },
      { to: originator, about: story, model: { booking, note, mine: false } },
    ]);
  }
}
