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

@Injectable()
export class GroundQueries {
  constructor(private readonly database: Database) {}

  of(vehicleId: string, reasonId: string): Promise<Ground | undefined> {
    return this.database.one<Ground>(GROUND, [vehicleId, reasonId]);
  }
}
