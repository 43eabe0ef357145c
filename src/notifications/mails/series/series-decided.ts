import { Injectable } from '@nestjs/common';
import { SeriesDecided } from '../../../bookings/events.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutBooking, andMore, inSubject, type Listed, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, calendarOf, wasInCalendars } from '../../use-cases/booking-stories.js';
import { listed, type Note, WriteSeriesMails } from '../../use-cases/write-series-mails.js';

type SeriesDecidedModel = AboutBooking & { confirmed: Listed | null; declined: Listed | null; note: string | null };

function inShort({ booking, confirmed, declined }: SeriesDecidedModel): string {
  if (confirmed && declined) {
    return `Bookings decided: ${confirmed.count} confirmed, ${declined.count} declined: ${inSubject(booking)}`;
  }
  return `Bookings ${confirmed ? 'confirmed' : 'declined'}: ${andMore(booking, confirmed ?? declined)}`;
}

export const seriesDecided = defineMail<SeriesDecidedModel>({
  name: 'series-decided',
  kind: 'decisions',
  subject: ({ organisation, ...decided }) => `${inShort(decided)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking, listed }) => ({ booking, mine: false, confirmed: listed, declined: listed, note: text }),
  html: `
{{#> layout}}
<h1>Bookings decided</h1>
{{> greeting}}
{{#if mine}}
<p>An approver has decided on bookings in your series.</p>
{{else}}
<p>An approver has decided on bookings in <bdi>{{booking.booker}}</bdi>’s series.</p>
{{/if}}
{{#if confirmed}}
<p>These are confirmed:</p>
{{> listed list=confirmed}}
{{/if}}
{{#if declined}}
<p>These are declined, and the vehicle is available to others again:</p>
{{> listed list=declined}}
{{/if}}
{{#if note}}
<p>The approver’s note:</p>
<blockquote dir="auto">{{lines note}}</blockquote>
{{/if}}
{{> series}}
{{> link label="View bookings"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
An approver has decided on bookings in your series.
{{else}}
An approver has decided on bookings in {{booking.booker}}'s series.
{{/if}}

{{#if confirmed}}
These are confirmed:

{{> listed list=confirmed}}

{{/if}}
{{#if declined}}
These are declined, and the vehicle is available to others again:

{{> listed list=declined}}

{{/if}}
{{#if note}}
The approver's note:

{{note}}

{{/if}}
{{> series}}

{{> link label="View bookings"}}
{{/layout}}
`,
});

/** AP-8, AP-12: one mail tells the booker, and the person who entered the series, what was confirmed and what declined. */
@Injectable()
export class MailWhenSeriesDecided {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
  ) {}

  @On(SeriesDecided)
  async handle(event: SeriesDecided, tx: Tx): Promise<void> {
    const { confirmed, declined } = event.payload;
    const yes = await this.stories.ofAll(confirmed);
    const no = await this.stories.ofAll(declined);
    const notes = [...yes, ...no].flatMap((story): Note[] => {
      const isDeclined = no.includes(story);
      const shown = !isDeclined || wasInCalendars(story);
      const calendar = shown ? calendarOf(story, event, isDeclined ? 'CANCEL' : 'REQUEST') : undefined;
      const toBooker = { to: story.booker, story, calendar };
      return story.originator.id === story.booker.id ? [toBooker] : [toBooker, { to: story.originator, story }];
    });
    const note = declined[0]?.note ?? null;
    await this.mails.run(tx, event, seriesDecided, notes, (own, { booking, mine }) => {
      const [kept, refused] = [
        own.filter(({ story }) => yes.includes(story)),
        own.filter(({ story }) => no.includes(story)),
      ];
      return { booking, mine, note, confirmed: listedOrNone(kept), declined: listedOrNone(refused) };
    });
  }
}

const listedOrNone = (notes: readonly Note[]) => (notes.length > 0 ? listed(notes) : null);
