import { Injectable } from '@nestjs/common';
import { BookingsApi } from '../../bookings/index.js';
import { BranchesApi } from '../../branches/index.js';
import { FleetApi } from '../../fleet/index.js';
import { IdentityApi, type UserView } from '../../identity/index.js';
import { oneBranchOf } from '../domain/mail.js';
import { type LocalisedText, period } from '../../platform/domain/shown-time.js';

/** What emails say about a disabled vehicle, and about the people in its bookings. */
export interface DisabledVehicleStory {
  vehicle: string;
  branch: string;
  branchId: string | null;
  bookings: { period: LocalisedText; booker: string; bookerId: string }[];
  admins: UserView[];
  bookers: UserView[];
}

@Injectable()
export class DisabledVehicleStories {
  constructor(
    private readonly bookings: BookingsApi,
    private readonly fleet: FleetApi,
    private readonly branches: BranchesApi,
    private readonly identity: IdentityApi,
  ) {}

  /** @throws Error where vehicle or branch is missing, so that the event stays visible as undelivered */
  async of({ vehicleId, branchId }: { vehicleId: string; branchId: string }): Promise<DisabledVehicleStory> {
    const [vehicle, branch] = [await this.fleet.vehicle(vehicleId), await this.branches.branch(branchId)];
    if (!vehicle || !branch) throw new Error('The vehicle of an email, or its branch, does not exist.');
    const ahead = await this.bookings.ahead(vehicleId);
    const bookers = await this.identity.users([...new Set(ahead.map(({ bookerId }) => bookerId))]);
    return {
      vehicle: `${vehicle.name} (${vehicle.registration})`,
      branch: branch.name,
      ...oneBranchOf([{ branchId }, vehicle]),
      bookings: ahead.map(({ bookerId, start, end }) => ({
        period: period(start, end, branch.timeZone),
        booker: bookers.find(({ id }) => id === bookerId)?.name ?? 'someone',
        bookerId,
      })),
      admins: await this.identity.holdersOf('bookings.manage', branchId),
      bookers,
    };
  }
}
