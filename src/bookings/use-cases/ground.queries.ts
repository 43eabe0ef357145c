import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** What a booking stands on: the vehicle, its branch and the reason, read together. */
export interface Ground {
  branchId: string;
  seats: number;
  groupIds: string[];
  approvalFlowId: string | null;
  vehicleState: 'active' | 'disabled' | 'archived';
  branchState: 'open' | 'closed';
  timeZone: string;
  /** null where there is no such reason. */
  reasonState: 'active' | 'disabled' | null;
  reasonCategory: string;
}

const GROUND = `
  SELECT v.branch_id AS "branchId", v.seats, v.group_ids AS "groupIds", v.approval_flow_id AS "approvalFlowId",
         v.state AS "vehicleState", b.state AS "branchState", b.time_zone AS "timeZone",
         r.state AS "reasonState", r.category AS "reasonCategory"
    FROM fleet.vehicles v
    JOIN branches.branches b ON b.id = v.branch_id
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

@Injectable()
export class GroundQueries {
  constructor(private readonly database: Database) {}

  of(vehicleId: string, reasonId: string): Promise<Ground | undefined> {
    return this.database.one<Ground>(GROUND, [vehicleId, reasonId]);
  }

  /** Ask it within the transaction that books. */
  standing(userIds: readonly string[]): Promise<Standing[]> {
    return this.database.query<Standing>(STANDING, [userIds]);
  }
}
