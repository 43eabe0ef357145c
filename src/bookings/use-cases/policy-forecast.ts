import { Injectable } from '@nestjs/common';
import type { Period } from '../../platform/domain/period.js';
import { type PolicyLimits, type Violation, violationsOf } from '../domain/policy-limits.js';
import { AvailabilityQueries } from './availability.queries.js';

/** What a policy needs to know of a vehicle. */
export interface LimitedVehicle {
  policyId: string | null;
  limits: PolicyLimits | null;
  /** Another booking holds it within the policy's buffer. */
  bufferBroken: boolean;
  timeZone: string;
}

/** Which limits a booking would break that somebody has not made yet (BK-5). */
@Injectable()
export class PolicyForecast {
  constructor(private readonly availability: AvailabilityQueries) {}

  /** One query, however many vehicles. */
  async of(
    bookerId: string,
    period: Period,
    vehicles: readonly LimitedVehicle[],
    now: Date,
  ): Promise<(vehicle: LimitedVehicle) => Violation[]> {
    const limited = vehicles.filter(({ limits }) => limits?.maxOpenPerPerson !== undefined);
    const ids = [...new Set(limited.map(({ policyId }) => policyId!))];
    const open = await this.availability.openByPolicy(bookerId, ids);
    return ({ limits, policyId, timeZone, bufferBroken }) => {
      if (!limits) return [];
      const othersOpen = open.get(policyId ?? '') ?? 0;
      return violationsOf(limits, { period, timeZone, now, bufferBroken, othersOpen });
    };
  }
}
