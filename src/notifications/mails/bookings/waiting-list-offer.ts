import { Injectable } from '@nestjs/common';
import { VehicleOffered } from '../../../bookings/events.js';
import { BranchesApi } from '../../../branches/index.js';
import { FleetApi } from '../../../fleet/index.js';
import { IdentityApi } from '../../../identity/index.js';
import { period, shortMoment } from '../../../platform/domain/shown-time.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { oneBranchOf } from '../../domain/mail.js';
import { defineMail, LATER, PERIOD } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

interface WaitingListOfferModel {
  entryId: string;
  vehicle: string;
  branch: string;
  period: string;
  until: string;
}

export const waitingListOffer = defineMail<WaitingListOfferModel>({
  name: 'waiting-list-offer',
  kind: 'vehicleNotices',
  subject: ({ organisation, vehicle }) => `Now available: ${vehicle} (${organisation})`,
  link: { page: ({ entryId }) => `/app?offer=${entryId}` },
  sample: ({ text, booking }) => ({
    entryId: booking.id,
    vehicle: text,
    branch: text,
    period: PERIOD,
    until: LATER,
  }),
  html: `
{{#> layout}}
<h1>A vehicle is available for you</h1>
{{> greeting}}
<p>You are first on the waiting list, and this vehicle is now available:</p>
<table role="presentation">
<tr><th>Vehicle</th><td><bdi>{{vehicle}}</bdi></td></tr>
<tr><th>Branch</th><td><bdi>{{branch}}</bdi></td></tr>
<tr><th>When</th><td>{{period}}</td></tr>
</table>
<p>It isn’t booked yet, and someone else may book it first. Please accept by {{until}}.</p>
{{> link label="Accept offer"}}
{{/layout}}
`,
  text: `
{{#> layout}}
You are first on the waiting list, and this vehicle is now available:

Vehicle: {{vehicle}}
Branch:  {{branch}}
When:    {{period}}

It isn’t booked yet, and someone else may book it first. Please accept by {{until}}.

{{> link label="Accept offer"}}
{{/layout}}
`,
});

/** BK-14: tells the first in line which vehicle is free, and until when nobody else in line is offered it. */
@Injectable()
export class MailWhenVehicleOffered {
  constructor(
    private readonly mails: WriteMails,
    private readonly fleet: FleetApi,
    private readonly branches: BranchesApi,
    private readonly identity: IdentityApi,
  ) {}

  @On(VehicleOffered)
  async handle(event: VehicleOffered, tx: Tx): Promise<void> {
    const { entryId, userId, vehicleId, branchId, start, end, offerEndsAt } = event.payload;
    const to = await this.identity.user(userId);
    const vehicle = await this.fleet.vehicle(vehicleId);
    const branch = await this.branches.branch(branchId);
    if (!to || !vehicle || !branch)
      throw new Error('The person, the vehicle or the branch of an offer does not exist.');
    const { name, timeZone } = branch;
    const when = { period: period(start, end, timeZone), until: shortMoment(offerEndsAt, timeZone) };
    await this.mails.run(tx, event, waitingListOffer, [
      {
        to,
        about: oneBranchOf([{ branchId }, vehicle]),
        model: { entryId, vehicle: vehicle.name, branch: name, ...when },
      },
    ]);
  }
}
