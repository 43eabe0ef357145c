import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Booking } from '../domain/booking.js';

/** How long before the start the next booker is told that the vehicle is still out (BK-13). */
export const TOLD_AHEAD_MINUTES = 15;

/**
 * Bookings whose vehicle nobody fetched in time. Of past bookings only recent ones, which a stopped worker may have missed:
 * an organisation that turns this on has years of old bookings. If the vehicle was still out, the time counts from its
 * return.
 */
const NOT_FETCHED = `
  SELECT id FROM bookings.bookings b
   WHERE state = 'confirmed' AND lower(period) <= $1::timestamptz - make_interval(mins => $2)
     AND (period && tstzrange($1, $1, '[]')
          OR lower(period) > $1::timestamptz - make_interval(mins => $2) - interval '1 day')
     AND NOT EXISTS (SELECT FROM bookings.bookings o
                      WHERE o.vehicle_id = b.vehicle_id AND o.id <> b.id
                        AND (o.state = 'in_use' OR o.returned_at > $1::timestamptz - make_interval(mins => $2)))
   ORDER BY lower(period), id LIMIT 500`;

/**
 * Bookings that start soon or have begun while somebody else has the vehicle, and whose booker was not told for this start.
 */
const AT_RISK = `
  SELECT k.id FROM bookings.bookings k
   WHERE k.state IN ('pending', 'confirmed')
     AND k.period && tstzrange($1, $1::timestamptz + interval '${TOLD_AHEAD_MINUTES} minutes', '[]')
     AND EXISTS (SELECT FROM bookings.bookings o
                  WHERE o.vehicle_id = k.vehicle_id AND o.state = 'in_use' AND o.booker_id <> k.booker_id)
     AND NOT EXISTS (SELECT FROM bookings.late_notices n
                      WHERE n.booking_id = k.id AND n.starts_at = lower(k.period))
   ORDER BY lower(k.period), k.id LIMIT 500`;

const IS_OUT = `
  SELECT EXISTS (SELECT FROM bookings.bookings
                  WHERE vehicle_id = $1 AND state = 'in_use' AND booker_id <> $2) AS out`;

/** The booker may book in this branch, so only the groups of the vehicle are checked. */
const ALTERNATIVES = `
  SELECT v.id, v.name FROM fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id
   WHERE v.branch_id = $1 AND v.state = 'active' AND b.state = 'open' AND v.id <> $2 AND v.seats >= $3
     AND (v.group_ids = '{}' OR v.group_ids && (SELECT group_ids FROM identity.users WHERE id = $4))
     AND NOT EXISTS (SELECT FROM bookings.bookings k WHERE k.vehicle_id = v.id AND k.period && $5::tstzrange
                        AND k.state IN ('pending', 'confirmed', 'in_use'))
     AND NOT EXISTS (SELECT FROM bookings.bookings o WHERE o.vehicle_id = v.id AND o.state = 'in_use')
     AND NOT EXISTS (SELECT FROM fleet.unavailability u WHERE u.vehicle_id = v.id AND u.period && $5::tstzrange)
   ORDER BY v.sort_key, v.id LIMIT 5`;

@Injectable()
export class OverdueQueries {
  constructor(private readonly database: Database) {}

  async notFetched(now: Date, minutes: number): Promise<string[]> {
    return (await this.database.query<{ id: string }>(NOT_FETCHED, [now, minutes])).map(({ id }) => id);
  }

  async atRisk(now: Date): Promise<string[]> {
    return (await this.database.query<{ id: string }>(AT_RISK, [now])).map(({ id }) => id);
  }

  /** Whether somebody else has the vehicle. */
  async isOut({ vehicleId, bookerId }: Booking): Promise<boolean> {
    return (await this.database.one<{ out: boolean }>(IS_OUT, [vehicleId, bookerId]))!.out;
  }

  /** Other vehicles that are there and free for the whole booking, by name. */
  instead({ branchId, vehicleId, passengerIds, bookerId, period }: Booking): Promise<{ id: string; name: string }[]> {
    return this.database.query(ALTERNATIVES, [
      ...[branchId, vehicleId, passengerIds.length + 1],
      ...[bookerId, period.toString()],
    ]);
  }
}
