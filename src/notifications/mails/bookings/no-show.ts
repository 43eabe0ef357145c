import { Injectable } from '@nestjs/common';
import { BookingMissed } from '../../../bookings/events.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutBooking, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, calendarOf } from '../../use-cases/booking-stories.js';
import { WriteMails } from '../../use-cases/write-mails.js';

type NoShowModel = AboutBooking;

export const noShow = defineMail<NoShowModel>({
  name: 'no-show',
  kind: 'bookingChanges',
  subject: ({ organisation, booking }) => `Vehicle not collected: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ booking }) => ({ booking, mine: true }),
  html: `
{{#> layout}}
<h1>Vehicle not collected</h1>
{{> greeting}}
{{#if mine}}
<p>Your vehicle wasn’t collected in time and has been released.</p>
{{else}}
<p><bdi>{{booking.booker}}</bdi>’s vehicle wasn’t collected in time and has been released.</p>
{{/if}}
{{> booking}}
{{> link label="View booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
Your vehicle wasn't collected in time and has been released.
{{else}}
{{booking.booker}}'s vehicle wasn't collected in time and has been released.
{{/if}}

{{> booking}}

{{> link label="View booking"}}
{{/layout}}
`,
});

/** BK-12: mails the booker, and the person who entered the booking, that the vehicle was released. */
@Injectable()
export class MailWhenBookingMissed {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
  ) {}

  @On(BookingMissed)
  async handle(event: BookingMissed, tx: Tx): Promise<void> {
    const story = await this.stories.of(event.payload);
    const { facts: booking, booker, originator } = story;
    await this.mails.run(tx, event, noShow, [
      { to: booker, about: story, model: { booking, mine: true }, calendar: calendarOf(story, event, 'CANCEL') },
      { to: originator, about: story, model: { booking, mine: false } },
    ]);
  }
}
