import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';

/** What somebody looks for. */
export interface Search {
  from: Date;
  to: Date;
  branchIds?: string[] | undefined;
  seats?: number | undefined;
  transmission?: string | undefined;
  kind?: string | undefined;
}

export interface FreeVehicle {
  id: string;
  branchId: string;
  name: string;
  registration: string;
  kind: string;
  make: string | null;
  model: string | null;
  seats: number;
  transmission: string | null;
  fuel: string | null;
  approvalFlowId: string | null;
  timeZone: string;
}

/** A trip that somebody could ride along on (BK-7): it says where and when, not who. */
export interface ShareableTrip {
  bookingId: string;
  vehicleId: string;
  vehicleName: string;
  branchId: string;
  destination: string;
  start: Date;
  end: Date;
  seatsLeft: number;
}

const HOLDING = `('pending', 'confirmed', 'in_use')`;
const COLUMNS = { branchId: 'v.branch_id' };

@Injectable()
export class AvailabilityQueries {
  constructor(private readonly database: Database) {}

  /**
   * The vehicles that are free for the whole period and that the actor may book for somebody with these groups, by name.
   * One query, whatever the number of vehicles.
   */
  freeVehicles(actor: Actor, groupIds: readonly string[], search: Search, limit = 500): Promise<FreeVehicle[]> {
    const mine = actor.filter('book', 'Vehicle', COLUMNS, 9);
    return this.database.query<FreeVehicle>(
      `SELECT v.id, v.branch_id AS "branchId", v.name, v.registration, v.kind, v.make, v.model, v.seats, v.transmission,
              v.fuel, v.approval_flow_id AS "approvalFlowId", b.time_zone AS "timeZone"
         FROM fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id
        WHERE v.state = 'active' AND b.state = 'open'
          AND ($3::uuid[] IS NULL OR v.branch_id = ANY($3))
          AND ($4::int IS NULL OR v.seats >= $4)
          AND ($5::text IS NULL OR v.transmission = $5) AND ($6::text IS NULL OR v.kind = $6)
          AND (v.group_ids = '{}' OR v.group_ids && $7::uuid[])
          AND NOT EXISTS (SELECT FROM bookings.bookings k
                           WHERE k.vehicle_id = v.id AND k.period && tstzrange($1, $2) AND k.state IN ${HOLDING})
          AND ${mine.sql}
        ORDER BY v.name, v.id LIMIT $8`,
      [
        search.from,
        search.to,
        search.branchIds ?? null,
        search.seats ?? null,
        search.transmission ?? null,
        search.kind ?? null,
        groupIds,
        limit,
        ...mine.values,
      ],
    );
  }

  /** Trips to the same place that begin and end within 15 minutes of the wish and have seats left (BK-7). */
  shareableTrips(actor: Actor, search: Search & { destination: string }): Promise<ShareableTrip[]> {
    const mine = actor.filter('book', 'Vehicle', COLUMNS, 7);
    return this.database.query<ShareableTrip>(
      `SELECT k.id AS "bookingId", v.id AS "vehicleId", v.name AS "vehicleName", k.branch_id AS "branchId",
              k.destination, lower(k.period) AS start, upper(k.period) AS end,
              v.seats - 1 - cardinality(k.passenger_ids) AS "seatsLeft"
         FROM bookings.bookings k JOIN fleet.vehicles v ON v.id = k.vehicle_id
        WHERE k.state = 'confirmed' AND NOT k.whole_vehicle AND lower(k.destination) = lower($4)
          AND lower(k.period) BETWEEN $1::timestamptz - interval '15 minutes' AND $1::timestamptz + interval '15 minutes'
          AND upper(k.period) BETWEEN $2::timestamptz - interval '15 minutes' AND $2::timestamptz + interval '15 minutes'
          AND ($3::uuid[] IS NULL OR k.branch_id = ANY($3))
          AND k.booker_id <> $6 AND NOT $6 = ANY(k.passenger_ids)
          AND v.seats - 1 - cardinality(k.passenger_ids) >= $5 AND ${mine.sql}
        ORDER BY lower(k.period), k.id LIMIT 50`,
      [
        search.from,
        search.to,
        search.branchIds ?? null,
        search.destination,
        search.seats ?? 1,
        actor.userId,
        ...mine.values,
      ],
    );
  }
}
