import { Injectable } from '@nestjs/common';
import { VehicleDisabled } from '../../../fleet/events.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail } from '../../email/mail-definition.js';
import { DisabledVehicleStories } from '../../use-cases/disabled-vehicle-stories.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface VehicleDisabledModel {
  vehicle: string;
  branch: string;
  bookings: { period: string; booker: string }[];
  /** How many more there are than listed. */
  more: number;
  mine: boolean;
}

export const vehicleDisabled = defineMail<VehicleDisabledModel>({
  name: 'vehicle-disabled',
  kind: 'vehicleNotices',
  subject: ({ organisation, vehicle }) => `Out of service: ${vehicle} (${organisation})`,
  link: { page: ({ mine }) => (mine ? '/app/bookings' : '/app/bookings?tab=branch') },
  sample: ({ text, booking }) => ({
    vehicle: text,
    branch: text,
    bookings: [{ period: booking.period, booker: text }],
    more: 2,
    mine: false,
  }),
  html: `
{{#> layout}}
<h1>Vehicle out of service</h1>
{{> greeting}}
<p><bdi>{{vehicle}}</bdi> (<bdi>{{branch}}</bdi> branch) is out of service and can’t be booked for now.</p>
{{#if mine}}
<p>You have booked it. Your booking stays for now. Please ask your branch which vehicle you can use instead.</p>
{{else}}
<p>It still has these bookings, which need your attention:</p>
{{/if}}
<ul>
{{#each bookings}}
<li>{{period}}{{#unless ../mine}}, <bdi>{{booker}}</bdi>{{/unless}}</li>
{{/each}}
{{#if more}}
<li>and {{more}} more</li>
{{/if}}
</ul>
{{> link label="View bookings"}}
{{/layout}}
`,
  text: `
{{#> layout}}
{{vehicle}} ({{branch}} branch) is out of service and can't be booked for now.
{{#if mine}}
You have booked it. Your booking stays for now. Please ask your branch which
vehicle you can use instead.
{{else}}
It still has these bookings, which need your attention:
{{/if}}

{{#each bookings}}
- {{period}}{{#unless ../mine}}, {{booker}}{{/unless}}
{{/each}}
{{#if more}}
- and {{more}} more
{{/if}}

{{> link label="View bookings"}}
{{/layout}}
`,
});

/** The most bookings that one mail lists; it says how many more there are. */
const MOST_LISTED = 50;

/** BR-6: mails the branch's admins one list of the bookings, and each booker their own. */
@Injectable()
export class MailWhenVehicleDisabled {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: DisabledVehicleStories,
  ) {}

  @On(VehicleDisabled)
  async handle(event: VehicleDisabled, tx: Tx): Promise<void> {
    const { vehicle, branch, branchId, bookings, admins, bookers } = await this.stories.of(event.payload);
    if (bookings.length === 0) return;
    const common = { vehicle, branch };
    await this.mails.run(tx, event, vehicleDisabled, [
      ...admins.map((to) => ({ to, about: { branchId }, model: { ...common, ...listed(bookings), mine: false } })),
      ...bookers.map((to) => ({
        to,
        about: { branchId },
        model: { ...common, ...listed(bookings.filter(({ bookerId }) => bookerId === to.id)), mine: true },
      })),
    ]);
  }
}

const listed = <Line>(bookings: readonly Line[]) => ({
  bookings: bookings.slice(0, MOST_LISTED),
  more: Math.max(0, bookings.length - MOST_LISTED),
});
