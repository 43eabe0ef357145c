import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Period } from '../../platform/domain/period.js';
import type { CustomField } from '../domain/custom-fields.js';
import type { PolicyLimits } from '../domain/policy-limits.js';

/** What a booking stands on: the vehicle, its branch, its policy and the reason, and whether it is free, read together. */
export interface Ground {
  branchId: string;
  seats: number;
  groupIds: string[];
  approvalFlowId: string | null;
  policyId: string | null;
  limits: PolicyLimits | null;
  vehicleState: 'active' | 'disabled' | 'archived';
  branchState: 'open' | 'closed';
  timeZone: string;
  /** null where there is no such reason. */
  reasonState: 'active' | 'disabled' | null;
  reasonCategory: string;
  /** Another booking holds the vehicle then. */
  taken: boolean;
  /** Why it is out of service then (BR-5); null where it is not. */
  outOfService: string | null;
  /** Another booking holds it within the policy's buffer. */
  bufferBroken: boolean;
  /** What the organisation asks of every booking (BK-1). */
  customFields: readonly CustomField[];
}

const holds = (period: string) => `
  EXISTS (SELECT FROM bookings.bookings k
           WHERE k.vehicle_id = v.id AND k.period && ${period} AND k.state IN ('pending', 'confirmed', 'in_use')
             AND k.id IS DISTINCT FROM $4::uuid)`;

const GROUND = `
  SELECT v.branch_id AS "branchId", v.seats, v.group_ids AS "groupIds", v.approval_flow_id AS "approvalFlowId",
         v.policy_id AS "policyId", p.limits, v.state AS "vehicleState", b.state AS "branchState",
         b.time_zone AS "timeZone", r.state AS "reasonState", r.category AS "reasonCategory",
         ${holds('$3::tstzrange')} AS taken,
         (SELECT u.note FROM fleet.unavailability u
           WHERE u.vehicle_id = v.id AND u.period && $3::tstzrange ORDER BY u.period LIMIT 1) AS "outOfService",
         (SELECT custom_fields FROM branches.organisation) AS "customFields",
         CASE WHEN p.limits ? 'bufferMinutes' THEN
           ${holds(`tstzrange(lower($3::tstzrange) - make_interval(mins => (p.limits ->> 'bufferMinutes')::int),
                              upper($3::tstzrange) + make_interval(mins => (p.limits ->> 'bufferMinutes')::int))`)}
         ELSE false END AS "bufferBroken"
    FROM fleet.vehicles v
    JOIN branches.branches b ON b.id = v.branch_id
    LEFT JOIN bookings.policies p ON p.id = v.policy_id
    LEFT JOIN bookings.reasons r ON r.id = $2
   WHERE v.id = $1`;

/** Who travels, as they stand now. */
export interface Standing {
  id: string;
  state: string;
  /** The version of the user agreement that they have yet to accept (ID-18); null where there is none. */
  agreementToAccept: number | null;
}

/**
 * Locked, so that nobody is deleted while they are booked: a deletion waits for the booking, and cancels it, or the booking
 * waits and finds them gone. Other changes of the same people are not held up.
 */
const STANDING = `
  SELECT u.id, u.state,
         (SELECT a.version FROM (SELECT max(version) AS version FROM branches.agreements) a
           WHERE NOT EXISTS (SELECT FROM identity.agreement_acceptances c
                              WHERE c.user_id = u.id AND c.version = a.version)) AS "agreementToAccept"
    FROM identity.users u WHERE u.id = ANY ($1::uuid[]) ORDER BY u.id FOR KEY SHARE OF u`;

/** Seats in other people's bookings count for nothing here. */
const OPEN = `
  SELECT count(*)::int AS open
    FROM bookings.bookings k JOIN fleet.vehicles v ON v.id = k.vehicle_id
   WHERE k.booker_id = $1 AND v.policy_id = $2 AND k.id IS DISTINCT FROM $3::uuid
     AND (k.state = 'in_use' OR k.state IN ('pending', 'confirmed') AND upper(k.period) > now())`;

@Injectable()
export class GroundQueries {
  constructor(private readonly database: Database) {}

  /**
   * Ask it under the vehicle's lock: nobody else takes it between this look and the commit.
   *
   * @param except the booking that is to stand there, where it is one already
   */
  of(vehicleId: string, reasonId: string, period: Period, except?: string): Promise<Ground | undefined> {
    return this.database.one<Ground>(GROUND, [vehicleId, reasonId, period.toString(), except ?? null]);
  }

  /** Ask it within the transaction that books. */
  standing(userIds: readonly string[]): Promise<Standing[]> {
    return this.database.query<Standing>(STANDING, [userIds]);
  }

  /** How many other bookings under the policy the person has open. Ask it under the person's `quota` lock. */
  async othersOpen(bookerId: string, policyId: string, except?: string): Promise<number> {
    const row = await this.database.one<{ open: number }>(OPEN, [bookerId, policyId, except ?? null]);
    return row!.open;
  }

  /** Which vehicle a booking has, so that its lock can be taken before the booking's. */
  async vehicleOf(bookingId: string): Promise<string | undefined> {
    const row = await this.database.one<{ vehicleId: string }>(
      'SELECT vehicle_id AS "vehicleId" FROM bookings.bookings WHERE id = $1',
      [bookingId],
    );
    return row?.vehicleId;
  }

  /** Where a vehicle stands, and what the clocks there show. */
  siteOf(vehicleId: string): Promise<{ branchId: string; timeZone: string } | undefined> {
    return this.database.one(
      `SELECT v.branch_id AS "branchId", b.time_zone AS "timeZone"
         FROM fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id WHERE v.id = $1`,
      [vehicleId],
    );
  }

  async seatsOf(vehicleId: string): Promise<number> {
    const row = await this.database.one<{ seats: number }>('SELECT seats FROM fleet.vehicles WHERE id = $1', [
      vehicleId,
    ]);
    return row!.seats;
  }
}
