import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { ApprovalsApi, conditionsMet } from '../../approvals/index.js';
import { BranchesApi } from '../../branches/index.js';
import { Period } from '../../platform/domain/period.js';
import type { Violation } from '../domain/policy-limits.js';
import { AvailabilityQueries, type FreeVehicle, type Search, type ShareableTrip } from './availability.queries.js';
import { PolicyForecast } from './policy-forecast.js';

/** A free vehicle, and what would come of booking it. */
export interface Offer extends FreeVehicle {
  needsApproval: boolean;
  approvalReasons: string[];
  policyViolations: Violation[];
}

export interface Availability {
  trips: ShareableTrip[];
  vehicles: Offer[];
}

/** BK-7: what is free then for whoever asks, which of it somebody would have to approve, and what a policy would refuse. */
@Injectable()
export class FindAvailability {
  constructor(
    private readonly queries: AvailabilityQueries,
    private readonly approvals: ApprovalsApi,
    private readonly branches: BranchesApi,
    private readonly policies: PolicyForecast,
  ) {}

  /** The same few questions, whatever the number of vehicles. */
  async run(actor: Actor, search: Search & { destination?: string | undefined }): Promise<Availability> {
    const period = Period.of(search.from, search.to);
    const { destination } = search;
    const { primary, thenBy } = (await this.branches.organisation()).availabilityOrder;
    const [vehicles, trips] = await Promise.all([
      this.queries.freeVehicles(actor, actor.groupIds, search, undefined, thenBy ? [primary, thenBy] : [primary]),
      destination ? this.queries.shareableTrips(actor, { ...search, destination }) : [],
    ]);
    const [approvalReasons, policyViolations] = await Promise.all([
      this.#approvals(actor, period, vehicles),
      this.policies.of(actor.userId, period, vehicles, new Date()),
    ]);
    const offers = vehicles.map((vehicle) => {
      const reasons = approvalReasons(vehicle);
      const told = { needsApproval: reasons.length > 0, approvalReasons: reasons };
      return { ...vehicle, ...told, policyViolations: policyViolations(vehicle) };
    });
    return { trips, vehicles: offers };
  }

  async #approvals(actor: Actor, period: Period, vehicles: readonly FreeVehicle[]) {
    const ids = [...new Set(vehicles.flatMap(({ approvalFlowId }) => approvalFlowId ?? []))];
    const flows = new Map((ids.length > 0 ? await this.approvals.flows(ids) : []).map((flow) => [flow.id, flow]));
    return ({ approvalFlowId, timeZone, branchId }: FreeVehicle): string[] => {
      const flow = flows.get(approvalFlowId ?? '');
      // The reason is not known yet: what only a personal trip would need is not foretold.
      const ofTrip = { reasonCategory: 'business', interBranch: branchId !== actor.branchId, recurring: false };
      const facts = { period, timeZone, ...ofTrip };
      return flow ? conditionsMet(flow.conditions, facts) : [];
    };
  }
}
