import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { ApprovalsApi, conditionsMet } from '../../approvals/index.js';
import { Period } from '../../platform/domain/period.js';
import { AvailabilityQueries, type FreeVehicle, type Search, type ShareableTrip } from './availability.queries.js';

export interface Availability {
  trips: ShareableTrip[];
  vehicles: (FreeVehicle & { needsApproval: boolean })[];
}

/** BK-7: what is free then for whoever asks, and which of it somebody would have to approve. */
@Injectable()
export class FindAvailability {
  constructor(
    private readonly queries: AvailabilityQueries,
    private readonly approvals: ApprovalsApi,
  ) {}

  async run(actor: Actor, search: Search & { destination?: string | undefined }): Promise<Availability> {
    const period = Period.of(search.from, search.to);
    const { destination } = search;
    const [vehicles, trips] = await Promise.all([
      this.queries.freeVehicles(actor, actor.groupIds, search),
      destination ? this.queries.shareableTrips(actor, { ...search, destination }) : [],
    ]);
    const flowIds = new Set(vehicles.flatMap(({ approvalFlowId }) => approvalFlowId ?? []));
    const flows = flowIds.size > 0 ? await this.approvals.flows([...flowIds]) : [];
    const needsApproval = ({ approvalFlowId, timeZone, branchId }: FreeVehicle) => {
      const flow = flows.find(({ id }) => id === approvalFlowId);
      // The reason is not known yet: what only a personal trip would need is not foretold.
      const ofTrip = { reasonCategory: 'business', interBranch: branchId !== actor.branchId, recurring: false };
      const facts = { period, timeZone, ...ofTrip };
      return flow !== undefined && conditionsMet(flow.conditions, facts).length > 0;
    };
    return { trips, vehicles: vehicles.map((vehicle) => ({ ...vehicle, needsApproval: needsApproval(vehicle) })) };
  }
}
