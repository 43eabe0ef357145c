import { Injectable } from '@nestjs/common';
import { VehicleStillOut } from '../../../bookings/events.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { type AboutBooking, inSubject, toBooking } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories } from '../../use-cases/booking-stories.js';
import { WriteMails } from '../../use-cases/write-mails.js';

type LateVehicleModel = AboutBooking & {
  /** Names of vehicles. */
  alternatives: string[];
  anyFree: boolean;
};

export const lateVehicle = defineMail<LateVehicleModel>({
  name: 'late-vehicle',
  kind: 'vehicleNotices',
  subject: ({ organisation, booking }) => `Vehicle not back yet: ${inSubject(booking)} (${organisation})`,
  link: toBooking,
  sample: ({ text, booking }) => ({ booking, mine: true, alternatives: [text], anyFree: true }),
  html: `
{{#> layout}}
<h1>Your vehicle is not back yet</h1>
{{> greeting}}
<p>Your booking starts soon, but the vehicle has not been returned yet. Your booking stays as it is.</p>
{{#if anyFree}}
<p>These are available instead:</p>
<ul>
{{#each alternatives}}
<li><bdi>{{this}}</bdi></li>
{{/each}}
</ul>
{{else}}
<p>No other vehicle in the branch is available at that time.</p>
{{/if}}
{{> booking}}
{{> link label="View booking"}}
{{/layout}}
`,
  text: `
{{#> layout}}
Your booking starts soon, but the vehicle has not been returned yet.
Your booking stays as it is.

{{#if anyFree}}
These are available instead:

{{#each alternatives}}
- {{this}}
{{/each}}
{{else}}
No other vehicle in the branch is available at that time.
{{/if}}

{{> booking}}

{{> link label="View booking"}}
{{/layout}}
`,
});

/** BK-13: the next booker is told which vehicles are free instead. */
@Injectable()
export class MailWhenVehicleStillOut {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
  ) {}

  @On(VehicleStillOut)
  async handle(event: VehicleStillOut, tx: Tx): Promise<void> {
    const { alternatives } = event.payload;
    const story = await this.stories.of(event.payload);
    const { facts: booking, booker } = story;
    const names = alternatives.map(({ name }) => name);
    const model = { booking, mine: true, alternatives: names, anyFree: names.length > 0 };
    await this.mails.run(tx, event, lateVehicle, [{ to: booker, about: story, model }]);
  }
}
