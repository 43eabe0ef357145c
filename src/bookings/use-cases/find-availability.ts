import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { ApprovalsApi } from '../../approvals/index.js';
import { BranchesApi } from '../../branches/index.js';
import { Period } from '../../platform/domain/period.js';
import { pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { Violation } from '../domain/policy-limits.js';
import {
  AvailabilityQueries,
  type FreeVehicle,
  type Order,
  type Search,
  type ShareableTrip,
} from './availability.queries.js';
import { PolicyForecast } from './policy-forecast.js';

/** A free vehicle, and whether a booking would need approval or break its policy. */
export interface AvailableVehicle extends FreeVehicle {
  needsApproval: boolean;
  approvalReasons: string[];
  policyViolations: Violation[];
}

export interface Availability {
  trips: ShareableTrip[];
  /** Whether there are more trips than listed. */
  moreTrips: boolean;
  vehicles: AvailableVehicle[];
  nextCursor: string | null;
}

/** BK-7: which vehicles are free for a person, which of them need approval, and which limits a booking would break. */
@Injectable()
export class FindAvailability {
  constructor(
    private readonly queries: AvailabilityQueries,
    private readonly approvals: ApprovalsApi,
    private readonly branches: BranchesApi,
    private readonly policies: PolicyForecast,
  ) {}

  /** Always the same few queries, however many vehicles. Trips are listed on the first page. */
  async run(actor: Actor, search: Search & PageRequest & { destination?: string | undefined }): Promise<Availability> {
    const period = Period.of(search.from, search.to);
    const { destination, cursor, limit } = search;
    const { primary, thenBy } = (await this.branches.organisation()).availabilityOrder;
    const orders = thenBy ? [primary, thenBy] : [primary];
    const after = keyBehind(cursor, orders);
    const [found, { trips, moreTrips }] = await Promise.all([
      this.queries.freeVehicles(actor, actor.groupIds, search, limit + 1, orders, after),
      destination && !after ? this.queries.shareableTrips(actor, { ...search, destination }) : NO_TRIPS,
    ]);
    const { items: vehicles, nextCursor } = pageFrom(found, limit, ({ sortKey }) => [String(orders), ...sortKey]);
    const [approvalReasons, policyViolations] = await Promise.all([
      this.#approvals(actor, period, vehicles),
      this.policies.of(actor.userId, period, vehicles, new Date()),
    ]);
    const offers = vehicles.map((vehicle) => {
      const reasons = approvalReasons(vehicle);
      const told = { needsApproval: reasons.length > 0, approvalReasons: reasons };
      return { ...vehicle, ...told, policyViolations: policyViolations(vehicle) };
    });
    return { trips, moreTrips, vehicles: offers, nextCursor };
  }

  async #approvals(actor: Actor, period: Period, vehicles: readonly FreeVehicle[]) {
    const ids = [...new Set(vehicles.flatMap(({ approvalFlowId }) => approvalFlowId ?? []))];
    const forecast = await this.approvals.forecast(ids, actor.userId);
    return ({ approvalFlowId, timeZone, branchId }: FreeVehicle): string[] => {
      // The reason is not known yet, so conditions for personal trips are not predicted.
      const ofTrip = { reasonCategory: 'business', interBranch: branchId !== actor.branchId, recurring: false };
      const requirement = forecast(approvalFlowId, branchId, { period, timeZone, ...ofTrip });
      return requirement.outcome === 'required' ? requirement.reasons : [];
    };
  }
}

const NO_TRIPS = { trips: [], moreTrips: false };

/** The sort key of the previous page's last vehicle. @throws InvalidInput for a cursor of another order */
function keyBehind(cursor: string | undefined, orders: readonly Order[]): string[] | undefined {
  const keys = new Set([...orders, 'name', 'id']).size;
  const key = readCursor(cursor, z.tuple([z.literal(String(orders))]).rest(z.string()));
  if (!key) return undefined;
  const [, ...after] = key;
  return after.length === keys ? after : undefined;
}
