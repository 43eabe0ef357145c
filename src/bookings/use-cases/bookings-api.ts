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

/** A booking that is still to come, or running and not checked out. */
export type BookingAhead = Pick<BookingView, 'id' | 'bookerId' | 'start' | 'end'>;

/** What other contexts ask of bookings. */
@Injectable()
export class BookingsApi {
  constructor(private readonly database: Database) {}

  /** Those of a vehicle that nobody has taken out yet and that are not over, earliest first. */
  ahead(vehicleId: string): Promise<BookingAhead[]> {
    return this.database.query<BookingAhead>(
      `SELECT id, booker_id AS "bookerId", lower(period) AS start, upper(period) AS end FROM bookings.bookings
        WHERE vehicle_id = $1 AND state IN ('pending', 'confirmed') AND upper(period) > now()
        ORDER BY lower(period) LIMIT 200`,
      [vehicleId],
    );
  }

  async booking(id: string): Promise<BookingView | undefined> {
    return (await this.bookings([id]))[0];
  }

  bookings(ids: readonly string[]): Promise<BookingView[]> {
    return this.database.query<BookingView>(
      `SELECT b.id, b.vehicle_id AS "vehicleId", b.branch_id AS "branchId", b.booker_id AS "bookerId",
              b.originator_id AS "originatorId", b.passenger_ids AS "passengerIds", lower(b.period) AS start,
              upper(b.period) AS end, b.state, b.destination, r.name AS "reasonName", b.notes, b.version
         FROM bookings.bookings b JOIN bookings.reasons r ON r.id = b.reason_id
        WHERE b.id = ANY ($1::uuid[])`,
      [ids],
    );
  }
}
