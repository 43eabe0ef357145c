import { Injectable } from '@nestjs/common';
import { BookingCancelled } from '../../../bookings/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutBooking, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, calendarOf } from '../../use-cases/booking-stories.js';
import { WriteMails } from '../../use-cases/write-mails.js';

type BookingCancelledModel = AboutBooking & { cancelledBy: string | null; byReader: boolean; reason: string | null };

export const bookingCancelled = defineMail<BookingCancelledModel>({
  name: 'booking-cancelled',
  kind: 'bookingChanges',
  subject: ({ organisation, booking }) => `Booking cancelled: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking }) => ({ booking, mine: false, cancelledBy: text, byReader: false, reason: text }),
  html: `
{{#> layout}}
<h1>Booking cancelled</h1>
{{> greeting}}
{{#if mine}}
{{#if byReader}}
<p>You cancelled your booking.</p>
{{else if cancelledBy}}
<p><bdi>{{cancelledBy}}</bdi> cancelled your booking.</p>
{{else}}
<p>Your booking was cancelled.</p>
{{/if}}
{{else}}
{{#if byReader}}
<p>You cancelled <bdi>{{booking.booker}}</bdi>’s booking.</p>
{{else if cancelledBy}}
<p><bdi>{{cancelledBy}}</bdi> cancelled <bdi>{{booking.booker}}</bdi>’s booking.</p>
{{else}}
<p><bdi>{{booking.booker}}</bdi>’s booking was cancelled.</p>
{{/if}}
{{/if}}
<p>The vehicle is available to others again.</p>
{{#if reason}}
<p>Reason given:</p>
<blockquote dir="auto">{{lines reason}}</blockquote>
{{/if}}
{{> booking}}
{{> link label="View booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
{{#if byReader}}
You cancelled your booking.
{{else if cancelledBy}}
{{cancelledBy}} cancelled your booking.
{{else}}
Your booking was cancelled.
{{/if}}
{{else}}
{{#if byReader}}
You cancelled {{booking.booker}}'s booking.
{{else if cancelledBy}}
{{cancelledBy}} cancelled {{booking.booker}}'s booking.
{{else}}
{{booking.booker}}'s booking was cancelled.
{{/if}}
{{/if}}
The vehicle is available to others again.

{{#if reason}}
Reason given:

{{reason}}

{{/if}}
{{> booking}}

{{> link label="View booking"}}
{{/layout}}
`,
});

/** BK-16: mails everyone in the booking. The booker gets it even if they cancelled it themselves, as a record. */
@Injectable()
export class MailWhenBookingCancelled {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(BookingCancelled)
  async handle(event: BookingCancelled, tx: Tx): Promise<void> {
    const { cancelledBy, reason, passengerIds, together } = event.payload;
    if (together) return;
    const story = await this.stories.of(event.payload);
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
      bookingCancelled,
      [booker, ...others].map((to) => ({
        to,
        about: story,
        model: { ...model, mine: to === booker, byReader: to.id === cancelledBy },
        calendar: inIt.includes(to.id) ? calendar : undefined,
      })),
    );
  }
}
