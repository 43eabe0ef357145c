import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export interface BookingView {
  id: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  passengerIds: string[];
  start: Date;
  end: Date;
  state: string;
  destination: string | null;
  reasonName: string;
  notes: string | null;
  version: number;
}

/** What other contexts ask of bookings. */
@Injectable()
export class BookingsApi {
  constructor(private readonly database: Database) {}

  booking(id: string): Promise<BookingView | undefined> {
    return this.database.one<BookingView>(
      `SELECT b.id, b.vehicle_id AS "vehicleId", b.branch_id AS "branchId", b.booker_id AS "bookerId",
              b.originator_id AS "originatorId", b.passenger_ids AS "passengerIds", lower(b.period) AS start,
              upper(b.period) AS end, b.state, b.destination, r.name AS "reasonName", b.notes, b.version
         FROM bookings.bookings b JOIN bookings.reasons r ON r.id = b.reason_id
        WHERE b.id = $1`,
      [id],
    );
  }
}
