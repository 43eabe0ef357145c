import { Injectable } from '@nestjs/common';
import { reaches } from '../../../access/index.js';
import { IdentityApi } from '../../../identity/index.js';
import type { WaitingEntry } from '../../domain/waiting-entry.js';
import { PolicyForecast } from '../policy-forecast.js';
import { type FreeForEntry, WaitingQueries } from './waiting.queries.js';

/**
 * Which vehicles can be offered to somebody in line: those that they could book now by the checks of BK-4, except checks on
 * details that only the booking will have.
 */
@Injectable()
export class OfferableVehicles {
  constructor(
    private readonly queries: WaitingQueries,
    private readonly policies: PolicyForecast,
    private readonly identity: IdentityApi,
  ) {}

  /** The first by name. @param vehicleId only this one */
  async firstFor(entry: WaitingEntry, now: Date, vehicleId?: string): Promise<FreeForEntry | undefined> {
    const { id, userId, period } = entry;
    const free = await this.queries.freeFor(id, vehicleId);
    if (free.length === 0) return undefined;
    const sources = await this.identity.sourcesOf('bookings.book', [userId]);
    const violations = await this.policies.of(userId, period, free, now);
    return free.find(
      (vehicle) => sources.some(({ reach }) => reaches(reach, vehicle.branchId)) && violations(vehicle).length === 0,
    );
  }
}
