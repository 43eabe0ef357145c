import { Injectable } from '@nestjs/common';
import { SeriesMade } from '../../../bookings/events.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutSeries, andMore, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, calendarOf } from '../../use-cases/booking-stories.js';
import { howAll } from '../../use-cases/how-confirmed.js';
import { WriteSeriesMails } from '../../use-cases/write-series-mails.js';

type SeriesBookedModel = AboutSeries & {
  /** Set if it is the same for all. */
  how: string | null;
  /** How many others wait for approval. */
  waiting: number;
};

export const seriesBooked = defineMail<SeriesBookedModel>({
  name: 'series-booked',
  kind: 'bookingConfirmations',
  subject: ({ organisation, ...about }) =>
    `Bookings confirmed: ${andMore(about.booking, about.listed)} (${organisation})`,
  link: toBooking,
  sample: ({ booking, listed }) => ({ booking, mine: false, listed, how: 'No approval was needed.', waiting: 2 }),
  html: `
{{#> layout}}
<h1>Bookings confirmed</h1>
{{> greeting}}
{{#if mine}}
<p>These bookings in your series are confirmed:</p>
{{else}}
<p>These bookings in <bdi>{{booking.booker}}</bdi>’s series are confirmed:</p>
{{/if}}
{{> listed list=listed}}
{{#if how}}
<p>{{how}}</p>
{{/if}}
{{#if waiting}}
<p>{{plural waiting one="1 other booking is waiting for approval." other="# other bookings are waiting for approval."}}</p>
{{/if}}
{{> series}}
{{> link label="View bookings"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
These bookings in your series are confirmed:
{{else}}
These bookings in {{booking.booker}}'s series are confirmed:
{{/if}}

{{> listed list=listed}}

{{#if how}}
{{how}}
{{/if}}
{{#if waiting}}
{{plural waiting one="1 other booking is waiting for approval." other="# other bookings are waiting for approval."}}
{{/if}}

{{> series}}

{{> link label="View bookings"}}
{{/layout}}
`,
});

/** Mails the booker once, with the bookings that are confirmed. For those that wait, an email follows the decision. */
@Injectable()
export class MailWhenSeriesMade {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
  ) {}

  @On(SeriesMade)
  async handle(event: SeriesMade, tx: Tx): Promise<void> {
    const { confirmed, requested } = event.payload;
    const stories = await this.stories.ofAll(confirmed);
    const notes = stories.map((story) => ({ to: story.booker, story, calendar: calendarOf(story, event, 'REQUEST') }));
    const [how, waiting] = [howAll(confirmed.map(({ approval }) => approval)), requested.length];
    await this.mails.run(tx, event, seriesBooked, notes, (_, about) => ({ ...about, how, waiting }));
  }
}
