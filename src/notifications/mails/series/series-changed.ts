import { Injectable } from '@nestjs/common';
import { SeriesChanged } from '../../../bookings/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { inLocale } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutSeries, andMore, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories } from '../../use-cases/booking-stories.js';
import { peopleByIds } from '../../use-cases/people-by-ids.js';
import { alsoChanged, calendarAfter, readersOfChange } from '../../use-cases/readers-of-change.js';
import { type Note, WriteSeriesMails } from '../../use-cases/write-series-mails.js';

type SeriesChangedModel = AboutSeries & {
  changedBy: string | null;
  byReader: boolean;
  also: string | null;
  /** How many of them wait for approval now. */
  waiting: number;
  /** How many were waiting for approval and are now confirmed. */
  confirmed: number;
};

export const seriesChanged = defineMail<SeriesChangedModel>({
  name: 'series-changed',
  kind: 'bookingChanges',
  subject: ({ organisation, ...about }) =>
    `Bookings changed: ${andMore(about.booking, about.listed)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking, listed }) => ({
    booking,
    mine: false,
    listed,
    changedBy: text,
    byReader: false,
    also: 'notes',
    waiting: 2,
    confirmed: 1,
  }),
  html: `
{{#> layout}}
<h1>Bookings changed</h1>
{{> greeting}}
{{#if mine}}
{{#if byReader}}
<p>You changed these bookings in your series:</p>
{{else if changedBy}}
<p><bdi>{{changedBy}}</bdi> changed these bookings in your series:</p>
{{else}}
<p>These bookings in your series were changed:</p>
{{/if}}
{{else}}
{{#if byReader}}
<p>You changed these bookings in <bdi>{{booking.booker}}</bdi>’s series:</p>
{{else if changedBy}}
<p><bdi>{{changedBy}}</bdi> changed these bookings in <bdi>{{booking.booker}}</bdi>’s series:</p>
{{else}}
<p>These bookings in <bdi>{{booking.booker}}</bdi>’s series were changed:</p>
{{/if}}
{{/if}}
{{> listed list=listed}}
{{#if waiting}}
<p>{{plural waiting one="1 booking now needs approval." other="# bookings now need approval."}}</p>
{{/if}}
{{#if confirmed}}
<p>{{plural confirmed one="1 booking is now confirmed." other="# bookings are now confirmed."}}</p>
{{/if}}
{{#if also}}
<p>Also changed: {{also}}</p>
{{/if}}
{{> series}}
{{> link label="View bookings"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
{{#if byReader}}
You changed these bookings in your series:
{{else if changedBy}}
{{changedBy}} changed these bookings in your series:
{{else}}
These bookings in your series were changed:
{{/if}}
{{else}}
{{#if byReader}}
You changed these bookings in {{booking.booker}}'s series:
{{else if changedBy}}
{{changedBy}} changed these bookings in {{booking.booker}}'s series:
{{else}}
These bookings in {{booking.booker}}'s series were changed:
{{/if}}
{{/if}}

{{> listed list=listed}}

{{#if waiting}}
{{plural waiting one="1 booking now needs approval." other="# bookings now need approval."}}

{{/if}}
{{#if confirmed}}
{{plural confirmed one="1 booking is now confirmed." other="# bookings are now confirmed."}}

{{/if}}
{{#if also}}
Also changed: {{also}}

{{/if}}
{{> series}}

{{> link label="View bookings"}}
{{/layout}}
`,
});

/**
 * BK-16, AP-12: like `MailWhenBookingChanged`, but everyone gets one email about all bookings; so does the booker of bookings
 * that the change has confirmed.
 */
@Injectable()
export class MailWhenSeriesChanged {
  constructor(
    private readonly mails: WriteSeriesMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(SeriesChanged)
  async handle(event: SeriesChanged, tx: Tx): Promise<void> {
    const changed = event.payload.changed.toSorted((one, other) => one.start.localeCompare(other.start));
    if (changed.length === 0) return;
    const { changedBy } = changed[0]!;
    const confirmed = new Set(event.payload.confirmed.map(({ bookingId }) => bookingId));
    const toldOf = (change: (typeof changed)[number]) =>
      confirmed.has(change.bookingId) ? [...readersOfChange(change), change.bookerId] : readersOfChange(change);
    const people = await peopleByIds(this.identity, [changedBy, ...changed.flatMap(toldOf)]);
    const stories = await this.stories.ofAll(changed);
    const before = await this.stories.ofAll(
      changed.map((change) => ({ ...change, start: change.before.start, end: change.before.end })),
    );
    const notes = changed.flatMap((change, at): Note[] => {
      const story = stories[at]!;
      const { start: former } = before[at]!.facts;
      const beside = change.fields.includes('period')
        ? (locale: string) => `previously ${inLocale(former, locale)}`
        : undefined;
      return [...new Set(toldOf(change))].flatMap((id) => {
        const to = people.get(id);
        return to ? { to, story, beside, calendar: calendarAfter(id, story, change, event) } : [];
      });
    });
    const waiting = changed.filter(({ awaitsApproval }) => awaitsApproval).length;
    const also = alsoChanged([...new Set(changed.flatMap(({ fields }) => fields))]);
    const name = people.get(changedBy)?.name ?? null;
    await this.mails.run(tx, event, seriesChanged, notes, ([first], about) => ({
      ...about,
      ...{ also, waiting, confirmed: confirmed.size, changedBy: name, byReader: first!.to.id === changedBy },
    }));
  }
}
