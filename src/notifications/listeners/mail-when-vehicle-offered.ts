import { Injectable } from '@nestjs/common';
import { VehicleOffered } from '../../bookings/events.js';
import { BranchesApi } from '../../branches/index.js';
import { FleetApi } from '../../fleet/index.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { oneBranchOf } from '../domain/mail.js';
import { period, shortMoment } from '../email/wording.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** BK-14: the first in line is told what is free, and until when it is offered to nobody else in line. */
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
    const { userId, vehicleId, branchId, start, end, offerEndsAt } = event.payload;
    const to = await this.identity.user(userId);
    const vehicle = await this.fleet.vehicle(vehicleId);
    const branch = await this.branches.branch(branchId);
    if (!to || !vehicle || !branch) throw new Error('The person, the vehicle or the branch of an offer is not there.');
    const { name, timeZone } = branch;
    const when = { period: period(start, end, timeZone), until: shortMoment(offerEndsAt, timeZone) };
    await this.mails.run(tx, event, 'waiting-list-offer', [
      { to, about: oneBranchOf([{ branchId }, vehicle]), model: { vehicle: vehicle.name, branch: name, ...when } },
    ]);
  }
}
