import { Injectable } from '@nestjs/common';
import { SeriesLapsed } from '../../../bookings/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutSeries, andMore, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, calendarOf, wasInCalendars } from '../../use-cases/booking-stories.js';
import { type Note, WriteSeriesMails } from '../../use-cases/write-series-mails.js';

type SeriesLapsedModel = AboutSeries;

export const seriesLapsed = defineMail<SeriesLapsedModel>({
  name: 'series-lapsed',
  kind: 'bookingChanges',
  subject: ({ organisation, ...about }) => `Bookings lapsed: ${andMore(about.booking, about.listed)} (${organisation})`,
  link: toBooking,
  sample: ({ booking, listed }) => ({ booking, mine: false, listed }),
  html: `
{{#> layout}}
<h1>Bookings lapsed</h1>
{{> greeting}}
{{#if mine}}
<p>No one decided on these bookings in your series in time, so they have lapsed. The vehicle is available to others again.</p>
{{else}}
<p>No one decided on these bookings in <bdi>{{booking.booker}}</bdi>’s series in time, so they have lapsed. The vehicle is available to others again.</p>
{{/if}}
{{> listed list=listed}}
{{> series}}
{{> link label="View bookings"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
No one decided on these bookings in your series in time, so they have lapsed. The vehicle is available to others again.
{{else}}
No one decided on these bookings in {{booking.booker}}'s series in time, so they have lapsed. The vehicle is available to others again.
{{/if}}

{{> listed list=listed}}

{{> series}}

{{> link label="View bookings"}}
{{/layout}}
`,
});

/** AP-5: several bookings, if a flow lets them lapse early. The booker, the approvers and the person who entered them get a mail. */
@Injectable()
export class MailWhenSeriesLapsed {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(SeriesLapsed)
  async handle(event: SeriesLapsed, tx: Tx): Promise<void> {
    const { lapsed } = event.payload;
    const stories = await this.stories.ofAll(lapsed);
    const approvers = await this.identity.holdersOf('approvals.decide', lapsed[0]!.branchId);
    const notes = stories.flatMap((story): Note[] => {
      const calendar = wasInCalendars(story) ? calendarOf(story, event, 'CANCEL') : undefined;
      const others = [story.originator, ...approvers].filter(({ id }) => id !== story.booker.id);
      const once = new Map(others.map((to) => [to.id, to]));
      return [{ to: story.booker, story, calendar }, ...[...once.values()].map((to) => ({ to, story }))];
    });
    await this.mails.run(tx, event, seriesLapsed, notes, (_, about) => about);
  }
}
