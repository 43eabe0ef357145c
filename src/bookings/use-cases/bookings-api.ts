import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { BOOKING_COLUMNS } from './lists/booking-filter.js';

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
  reasonId: string;
  notes: string | null;
  version: number;
}

/** A booking that is still to come, or running and not checked out. */
export type BookingAhead = Pick<BookingView, 'id' | 'bookerId' | 'start' | 'end'>;

/** What other contexts ask of bookings. */
@Injectable()
export class BookingsApi {
  constructor(private readonly database: Database) {}

  /** The bookings of a vehicle that are not over and not checked out, earliest first. */
  ahead(vehicleId: string): Promise<BookingAhead[]> {
    return this.database.query<BookingAhead>(
      `SELECT id, booker_id AS "bookerId", lower(period) AS start, upper(period) AS end FROM bookings.bookings
        WHERE vehicle_id = $1 AND state IN ('pending', 'confirmed') AND upper(period) > now()
        ORDER BY lower(period), id`,
      [vehicleId],
    );
  }

  /** How many waiting-list offers somebody can still accept. */
  async offerCount(userId: string): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM bookings.waiting_entries
        WHERE user_id = $1 AND state = 'offered' AND offer_ends_at > now()`,
      [userId],
    );
    return row!.count;
  }

  /** How many vehicles are overdue, of bookings that the actor may change. */
  async lateCount(actor: Actor): Promise<number> {
    const filter = actor.filter('change', 'Booking', BOOKING_COLUMNS, 1);
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM bookings.bookings k
        WHERE k.state = 'in_use' AND upper(k.period) < now() AND ${filter.sql}`,
      filter.values,
    );
    return row!.count;
  }

  async booking(id: string): Promise<BookingView | undefined> {
    return (await this.bookings([id]))[0];
  }

  bookings(ids: readonly string[]): Promise<BookingView[]> {
    return this.database.query<BookingView>(
      `SELECT b.id, b.vehicle_id AS "vehicleId", b.branch_id AS "branchId", b.booker_id AS "bookerId",
              b.originator_id AS "originatorId", b.passenger_ids AS "passengerIds", lower(b.period) AS start,
              upper(b.period) AS end, b.state, b.destination, b.reason_id AS "reasonId", b.notes, b.version
         FROM bookings.bookings b
        WHERE b.id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** The names of booking reasons, by id. */
  async reasonNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; name: string }>(
      'SELECT id, name FROM bookings.reasons WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
