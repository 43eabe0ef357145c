import { Injectable } from '@nestjs/common';
import { BookingChanged } from '../../../bookings/events.js';
import { FleetApi, type VehicleView } from '../../../fleet/index.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { oneBranchOf } from '../../domain/mail.js';
import { type AboutBooking, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail, PERIOD } from '../../email/mail-definition.js';
import { BookingStories } from '../../use-cases/booking-stories.js';
import { alsoChanged, calendarAfter, readersOfChange } from '../../use-cases/readers-of-change.js';
import { WriteMails } from '../../use-cases/write-mails.js';

type BookingChangedModel = AboutBooking & {
  changedBy: string | null;
  byReader: boolean;
  /** The old values of the fields that changed. */
  was: { vehicle: string | null; period: string | null; booker: string | null };
  /** The other changes, in words. */
  also: string | null;
  awaitsApproval: boolean;
};

export const bookingChanged = defineMail<BookingChangedModel>({
  name: 'booking-changed',
  kind: 'bookingChanges',
  subject: ({ organisation, booking }) => `Booking changed: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking }) => ({
    booking,
    mine: false,
    changedBy: text,
    byReader: false,
    was: { vehicle: text, period: PERIOD, booker: text },
    also: 'notes',
    awaitsApproval: true,
  }),
  html: `
{{#> layout}}
<h1>Booking changed</h1>
{{> greeting}}
{{#if mine}}
{{#if byReader}}
<p>You changed your booking.</p>
{{else if changedBy}}
<p><bdi>{{changedBy}}</bdi> changed your booking.</p>
{{else}}
<p>Your booking was changed.</p>
{{/if}}
{{else}}
{{#if byReader}}
<p>You changed <bdi>{{booking.booker}}</bdi>’s booking.</p>
{{else if changedBy}}
<p><bdi>{{changedBy}}</bdi> changed <bdi>{{booking.booker}}</bdi>’s booking.</p>
{{else}}
<p><bdi>{{booking.booker}}</bdi>’s booking was changed.</p>
{{/if}}
{{/if}}
{{#if awaitsApproval}}
<p>It now needs approval.</p>
{{/if}}
<p>New details:</p>
{{> booking}}
{{#if was.period}}
<p>Previously: {{was.period}}</p>
{{/if}}
{{#if was.vehicle}}
<p>Previous vehicle: <bdi>{{was.vehicle}}</bdi></p>
{{/if}}
{{#if was.booker}}
<p>Previously booked for: <bdi>{{was.booker}}</bdi></p>
{{/if}}
{{#if also}}
<p>Also changed: {{also}}</p>
{{/if}}
{{> link label="View booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{#if mine}}
{{#if byReader}}
You changed your booking.
{{else if changedBy}}
{{changedBy}} changed your booking.
{{else}}
Your booking was changed.
{{/if}}
{{else}}
{{#if byReader}}
You changed {{booking.booker}}'s booking.
{{else if changedBy}}
{{changedBy}} changed {{booking.booker}}'s booking.
{{else}}
{{booking.booker}}'s booking was changed.
{{/if}}
{{/if}}
{{#if awaitsApproval}}
It now needs approval.
{{/if}}

New details:

{{> booking}}
{{#if was.period}}

Previously: {{was.period}}
{{/if}}
{{#if was.vehicle}}

Previous vehicle: {{was.vehicle}}
{{/if}}
{{#if was.booker}}

Previously booked for: {{was.booker}}
{{/if}}
{{#if also}}

Also changed: {{also}}
{{/if}}

{{> link label="View booking"}}
{{/layout}}
`,
});

/** BK-8, BK-16: for one booking. Several of a series are reported together (`MailWhenSeriesChanged`). */
@Injectable()
export class MailWhenBookingChanged {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
    private readonly fleet: FleetApi,
  ) {}

  @On(BookingChanged)
  async handle(event: BookingChanged, tx: Tx): Promise<void> {
    const change = event.payload;
    if (change.together) return;
    const told = await this.identity.users(readersOfChange(change));
    if (told.length === 0) return;
    const story = await this.stories.of(change);
    const { facts: booking } = story;
    const formerVehicle = await this.fleet.vehicle(change.before.vehicleId);
    const { start, end } = change.before;
    const { facts: former } = await this.stories.of({ ...change, start, end });
    const changer = await this.identity.user(change.changedBy);
    const oldBooker = told.find(({ id }) => id === change.before.bookerId)?.name ?? null;
    const model = {
      booking,
      changedBy: changer?.name ?? null,
      was: {
        vehicle: change.fields.includes('vehicleId') ? nameOf(formerVehicle) : null,
        period: change.fields.includes('period') ? former.period : null,
        booker: change.fields.includes('bookerId') ? oldBooker : null,
      },
      also: alsoChanged(change.fields),
      awaitsApproval: change.awaitsApproval,
    };
    await this.mails.run(
      tx,
      event,
      bookingChanged,
      told.map((to) => ({
        to,
        about: oneBranchOf([story, formerVehicle ?? story]),
        model: { ...model, mine: to.id === change.bookerId, byReader: to.id === change.changedBy },
        calendar: calendarAfter(to.id, story, change, event),
      })),
    );
  }
}

const nameOf = (vehicle: VehicleView | undefined): string | null =>
  vehicle ? `${vehicle.name} (${vehicle.registration})` : null;
