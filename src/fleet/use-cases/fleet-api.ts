import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export interface VehicleView {
  id: string;
  branchId: string;
  name: string;
  registration: string;
  seats: number;
  state: 'active' | 'disabled' | 'archived';
  groupIds: string[];
  approvalFlowId: string | null;
  odometer: number | null;
}

/** What other contexts ask of the fleet. */
@Injectable()
export class FleetApi {
  constructor(private readonly database: Database) {}

  vehicle(id: string): Promise<VehicleView | undefined> {
    return this.database.one<VehicleView>(
      `SELECT id, branch_id AS "branchId", name, registration, seats, state, group_ids AS "groupIds",
              approval_flow_id AS "approvalFlowId", odometer
         FROM fleet.vehicles WHERE id = $1`,
      [id],
    );
  }
}
