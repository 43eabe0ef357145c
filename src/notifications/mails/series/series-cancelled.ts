import { Injectable } from '@nestjs/common';
import { SeriesCancelled } from '../../../bookings/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutSeries, andMore, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, calendarOf } from '../../use-cases/booking-stories.js';
import { peopleByIds } from '../../use-cases/people-by-ids.js';
import { type Note, WriteSeriesMails } from '../../use-cases/write-series-mails.js';

type SeriesCancelledModel = AboutSeries & { cancelledBy: string | null; byReader: boolean; reason: string | null };

export const seriesCancelled = defineMail<SeriesCancelledModel>({
  name: 'series-cancelled',
  kind: 'bookingChanges',
  subject: ({ organisation, ...about }) =>
    `Bookings cancelled: ${andMore(about.booking, about.listed)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking, listed }) => ({
    booking,
    mine: false,
    listed,
    cancelledBy: text,
    byReader: false,
    reason: text,
  }),
  html: `
{{#> layout}}
<h1>Bookings cancelled</h1>
{{> greeting}}
{{#if mine}}
{{#if byReader}}
<p>You cancelled these bookings in your series:</p>
{{else if cancelledBy}}
<p><bdi>{{cancelledBy}}</bdi> cancelled these bookings in your series:</p>
{{else}}
<p>These bookings in your series were cancelled:</p>
{{/if}}
{{else}}
{{#if byReader}}
<p>You cancelled these bookings in <bdi>{{booking.booker}}</bdi>’s series:</p>
{{else if cancelledBy}}
<p><bdi>{{cancelledBy}}</bdi> cancelled these bookings in <bdi>{{booking.booker}}</bdi>’s series:</p>
{{else}}
<p>These bookings in <bdi>{{booking.booker}}</bdi>’s series were cancelled:</p>
{{/if}}
{{/if}}
{{> listed list=listed}}
<p>The vehicle is available to others again.</p>
{{#if reason}}
<p>Reason given:</p>
<blockquote dir="auto">{{lines reason}}</blockquote>
{{/if}}
{{> series}}
{{> link label="View bookings"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
{{#if byReader}}
You cancelled these bookings in your series:
{{else if cancelledBy}}
{{cancelledBy}} cancelled these bookings in your series:
{{else}}
These bookings in your series were cancelled:
{{/if}}
{{else}}
{{#if byReader}}
You cancelled these bookings in {{booking.booker}}'s series:
{{else if cancelledBy}}
{{cancelledBy}} cancelled these bookings in {{booking.booker}}'s series:
{{else}}
These bookings in {{booking.booker}}'s series were cancelled:
{{/if}}
{{/if}}

{{> listed list=listed}}

The vehicle is available to others again.

{{#if reason}}
Reason given:

{{reason}}

{{/if}}
{{> series}}

{{> link label="View bookings"}}
{{/layout}}
`,
});

/** BK-16, AP-12: like `MailWhenBookingCancelled`, but everyone in any of the bookings gets one email. */
@Injectable()
export class MailWhenSeriesCancelled {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(SeriesCancelled)
  async handle(event: SeriesCancelled, tx: Tx): Promise<void> {
    const { cancelled } = event.payload;
    const { cancelledBy, reason } = cancelled[0]!;
    const stories = await this.stories.ofAll(cancelled);
    const people = await peopleByIds(this.identity, [cancelledBy, ...cancelled.flatMap((one) => one.passengerIds)]);
    const notes = stories.flatMap((story, at): Note[] => {
      const inIt = [story.booker, ...cancelled[at]!.passengerIds.flatMap((id) => people.get(id) ?? [])];
      const calendar = calendarOf(story, event, 'CANCEL');
      const { originator } = story;
      const alsoTold = originator.id !== cancelledBy && !inIt.some(({ id }) => id === originator.id);
      return [...inIt.map((to) => ({ to, story, calendar })), ...(alsoTold ? [{ to: originator, story }] : [])];
    });
    const name = people.get(cancelledBy)?.name ?? null;
    await this.mails.run(tx, event, seriesCancelled, notes, ([first], about) => ({
      ...about,
      ...{ reason, cancelledBy: name, byReader: first!.to.id === cancelledBy },
    }));
  }
}
