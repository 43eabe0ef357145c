import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import type { BookingState } from '../../domain/booking-details.js';
import { BOOKING_COLUMNS } from './booking-filter.js';
import { Where } from './where.js';

export interface BoardSpan {
  branchId: string;
  from: Date;
  to: Date;
}

export interface BoardBranch {
  name: string;
  timeZone: string;
  state: 'open' | 'closed';
}

export interface BoardVehicle {
  id: string;
  name: string;
  registration: string;
  kind: string;
  make: string | null;
  model: string | null;
  seats: number;
  locationId: string | null;
  groupIds: string[];
  state: 'active' | 'disabled';
  /** The minimum time between two bookings by the vehicle's policy; 0 if it sets none. */
  bufferMinutes: number;
}

/** A booking that holds a vehicle, or a time in which the vehicle is out of service. */
export interface BoardEntry {
  vehicleId: string;
  /** An instant as PostgreSQL formats it: a board has thousands and needs no `Date` for them. */
  start: string;
  end: string;
  kind: 'booking' | 'unavailable';
  state: BookingState | null;
  mine: boolean;
  /** Whether the vehicle is overdue; null if the entry is not a booking. */
  late: boolean | null;
  /** The next three are null if the actor may not read the booking (RP-13). */
  bookingId: string | null;
  title: string | null;
  destination: string | null;
}

const BRANCH = 'SELECT name, time_zone AS "timeZone", state FROM branches.branches WHERE id = $1';

const SHOWN = `('pending', 'confirmed', 'in_use', 'completed')`;

@Injectable()
export class BoardQueries {
  constructor(private readonly database: Database) {}

  branch(id: string): Promise<BoardBranch | undefined> {
    return this.database.one<BoardBranch>(BRANCH, [id]);
  }

  /** The branch's vehicles that the actor may see, by name, without archived ones. */
  vehicles(actor: Actor, branchId: string, limit: number): Promise<BoardVehicle[]> {
    const where = new Where();
    where.andIf(branchId, (p) => `v.branch_id = ${p}`);
    where.and(`v.state <> 'archived'`);
    where.rules(actor, 'read', 'Vehicle', { branchId: 'v.branch_id' });
    return this.database.query<BoardVehicle>(
      `SELECT v.id, v.name, v.registration, v.kind, v.make, v.model, v.seats, v.location_id AS "locationId",
              v.group_ids AS "groupIds", v.state, coalesce((p.limits ->> 'bufferMinutes')::int, 0) AS "bufferMinutes"
         FROM fleet.vehicles v LEFT JOIN bookings.policies p ON p.id = v.policy_id
        WHERE ${where.sql} ORDER BY v.sort_key, v.id LIMIT ${where.parameter(limit)}`,
      where.values,
    );
  }

  /**
   * What takes the branch's vehicles at any time in the span, in one query. An overdue vehicle counts as taken until now
   * (BK-2).
   */
  entries(actor: Actor, { branchId, from, to }: BoardSpan): Promise<BoardEntry[]> {
    const where = new Where();
    const [branch, start, end] = [branchId, from, to].map((value) => where.parameter(value));
    const self = where.parameter(actor.userId);
    const span = `tstzrange(${start}::timestamptz, ${end}::timestamptz)`;
    const readable = where.expression(actor, 'read', 'Booking', BOOKING_COLUMNS);
    return this.database.query<BoardEntry>(
      `SELECT e."vehicleId", lower(e.period)::text AS start, upper(e.period)::text AS end, e.kind, e.state, e.mine,
              e.state = 'in_use' AND upper(e.period) < now() AS late, e."bookingId", e.title, e.destination
         FROM (SELECT k.vehicle_id AS "vehicleId", k.period, 'booking' AS kind, k.state,
                      k.booker_id = ${self} OR ${self} = ANY(k.passenger_ids) AS mine,
                      CASE WHEN ${readable} THEN k.id END AS "bookingId",
                      CASE WHEN ${readable} THEN driver.name END AS title,
                      CASE WHEN ${readable} THEN k.destination END AS destination
                 FROM (SELECT * FROM bookings.bookings b
                        WHERE b.branch_id = ${branch} AND b.period && ${span} AND b.state IN ${SHOWN}
                        UNION ALL
                       SELECT * FROM bookings.bookings b
                        WHERE b.branch_id = ${branch} AND b.state = 'in_use' AND upper(b.period) <= ${start}::timestamptz
                          AND now() > ${start}::timestamptz) k
                 LEFT JOIN identity.users driver ON driver.id = k.booker_id
                UNION ALL
               SELECT u.vehicle_id, u.period, 'unavailable', NULL, false, NULL, u.note, NULL
                 FROM fleet.unavailability u JOIN fleet.vehicles v ON v.id = u.vehicle_id
                WHERE v.branch_id = ${branch} AND u.period && ${span}) e
        ORDER BY lower(e.period), e."vehicleId"`,
      where.values,
    );
  }
}
