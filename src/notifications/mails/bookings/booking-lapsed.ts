import { Injectable } from '@nestjs/common';
import { BookingLapsed } from '../../../bookings/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutBooking, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, calendarOf, wasInCalendars } from '../../use-cases/booking-stories.js';
import { WriteMails } from '../../use-cases/write-mails.js';

type BookingLapsedModel = AboutBooking;

export const bookingLapsed = defineMail<BookingLapsedModel>({
  name: 'booking-lapsed',
  kind: 'bookingChanges',
  subject: ({ organisation, booking }) => `Booking lapsed: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ booking }) => ({ booking, mine: false }),
  html: `
{{#> layout}}
<h1>Booking lapsed</h1>
{{> greeting}}
{{#if mine}}
<p>No one decided on your booking in time, so it has lapsed. The vehicle is available to others again.</p>
{{else}}
<p>No one decided on <bdi>{{booking.booker}}</bdi>’s booking in time, so it has lapsed. The vehicle is available to others again.</p>
{{/if}}
{{> booking}}
{{> link label="View booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
No one decided on your booking in time, so it has lapsed. The vehicle is available to others again.
{{else}}
No one decided on {{booking.booker}}'s booking in time, so it has lapsed. The vehicle is available to others again.
{{/if}}

{{> booking}}

{{> link label="View booking"}}
{{/layout}}
`,
});

/** AP-5: mails the booker, the approvers and the person who entered the booking. */
@Injectable()
export class MailWhenBookingLapsed {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(BookingLapsed)
  async handle(event: BookingLapsed, tx: Tx): Promise<void> {
    const { branchId, together } = event.payload;
    if (together) return;
    const story = await this.stories.of(event.payload);
    const { facts: booking, booker, originator } = story;
    const calendar = wasInCalendars(story) ? calendarOf(story, event, 'CANCEL') : undefined;
    const approvers = await this.identity.holdersOf('approvals.decide', branchId);
    const drafts = [booker, originator, ...approvers].map((to) => ({
      to,
      about: story,
      model: { booking, mine: to === booker },
      calendar: to === booker ? calendar : undefined,
    }));
    await this.mails.run(tx, event, bookingLapsed, drafts);
  }
}
