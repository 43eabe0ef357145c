import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export interface RequestView {
  id: string;
  bookingId: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  start: Date;
  end: Date;
  state: 'pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed';
  reasons: string[];
  decidedBy: string | null;
  decidedAt: Date | null;
  note: string | null;
}

/** What other contexts ask of approvals. */
@Injectable()
export class ApprovalsApi {
  constructor(private readonly database: Database) {}

  request(id: string): Promise<RequestView | undefined> {
    return this.database.one<RequestView>(
      `SELECT id, booking_id AS "bookingId", vehicle_id AS "vehicleId", branch_id AS "branchId",
              booker_id AS "bookerId", lower(period) AS start, upper(period) AS end, state, reasons,
              decided_by AS "decidedBy", decided_at AS "decidedAt", note
         FROM approvals.requests WHERE id = $1`,
      [id],
    );
  }
}
