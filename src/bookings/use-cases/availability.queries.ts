import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import type { Period } from '../../platform/domain/period.js';
import type { PolicyLimits } from '../domain/policy-limits.js';
import { Where } from './where.js';

/** What somebody looks for. */
export interface Search {
  from: Date;
  to: Date;
  branchIds?: readonly string[] | undefined;
  seats?: number | undefined;
  transmission?: string | undefined;
  kind?: string | undefined;
  groupId?: string | undefined;
  locationId?: string | undefined;
  /** It has all of them. */
  accessoryIds?: readonly string[] | undefined;
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
  odometer: number | null;
  locationId: string | null;
  accessoryIds: string[];
  groupIds: string[];
  photoUrl: string | null;
  approvalFlowId: string | null;
  policyId: string | null;
  limits: PolicyLimits | null;
  /** Another booking holds it within the policy's buffer. */
  bufferBroken: boolean;
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

/** BK-7: an order of the organisation's, as SQL. Bookings of the last 7 days are those that began in them. */
const ORDERS = {
  name: 'v.name',
  registration: 'v.registration',
  least_used: `(SELECT coalesce(sum(upper(k.period) - lower(k.period)), interval '0') FROM bookings.bookings k
                 WHERE k.vehicle_id = v.id AND k.state IN ('confirmed', 'in_use', 'completed')
                   AND lower(k.period) > now() - interval '7 days' AND lower(k.period) <= now())`,
  oldest: 'v.created_at',
  newest: 'v.created_at DESC',
  electric_first: `(v.fuel IS DISTINCT FROM 'electric')`,
  lowest_odometer: 'v.odometer NULLS LAST',
} as const;
export type Order = keyof typeof ORDERS;

const HOLDING = `('pending', 'confirmed', 'in_use')`;
const COLUMNS = { branchId: 'v.branch_id' };
const MOST = 500;

const held = (period: string) => `
  EXISTS (SELECT FROM bookings.bookings k WHERE k.vehicle_id = v.id AND k.period && ${period} AND k.state IN ${HOLDING})`;

const VEHICLES = (period: string) => `
  SELECT v.id, v.branch_id AS "branchId", v.name, v.registration, v.kind, v.make, v.model, v.seats, v.transmission,
         v.fuel, v.odometer, v.location_id AS "locationId", v.accessory_ids AS "accessoryIds",
         v.group_ids AS "groupIds", v.photo_url AS "photoUrl", v.approval_flow_id AS "approvalFlowId",
         v.policy_id AS "policyId", p.limits, b.time_zone AS "timeZone",
         CASE WHEN p.limits ? 'bufferMinutes' THEN
           ${held(`tstzrange(lower(${period}) - make_interval(mins => (p.limits ->> 'bufferMinutes')::int),
                             upper(${period}) + make_interval(mins => (p.limits ->> 'bufferMinutes')::int))`)}
         ELSE false END AS "bufferBroken"
    FROM fleet.vehicles v
    JOIN branches.branches b ON b.id = v.branch_id
    LEFT JOIN bookings.policies p ON p.id = v.policy_id`;

const TAKEN_AT_ANY = `
  SELECT v.id FROM unnest($1::uuid[]) AS v (id)
   WHERE EXISTS (SELECT FROM unnest($2::tstzrange[]) AS p (period)
                   JOIN bookings.bookings k ON k.vehicle_id = v.id AND k.period && p.period AND k.state IN ${HOLDING})
      OR EXISTS (SELECT FROM unnest($2::tstzrange[]) AS p (period)
                   JOIN fleet.unavailability u ON u.vehicle_id = v.id AND u.period && p.period)`;

const OPEN_BY_POLICY = `
  SELECT v.policy_id AS "policyId", count(*)::int AS open
    FROM bookings.bookings k JOIN fleet.vehicles v ON v.id = k.vehicle_id
   WHERE k.booker_id = $1 AND v.policy_id = ANY($2::uuid[])
     AND (k.state = 'in_use' OR k.state IN ('pending', 'confirmed') AND upper(k.period) > now())
   GROUP BY v.policy_id`;

@Injectable()
export class AvailabilityQueries {
  constructor(private readonly database: Database) {}

  /**
   * The vehicles that are free for the whole period and that the actor may book for somebody with these groups.
   * One query, whatever the number of vehicles.
   *
   * @param actor null where the bookings of all these branches are the asker's to manage: they may put one on any vehicle
   */
  freeVehicles(
    actor: Actor | null,
    groupIds: readonly string[],
    search: Search,
    limit = MOST,
    orders: readonly Order[] = [],
  ): Promise<FreeVehicle[]> {
    const where = new Where();
    const period = `tstzrange(${where.parameter(search.from)}, ${where.parameter(search.to)})`;
    where.and(`v.state = 'active' AND b.state = 'open'`);
    where.andIf(search.branchIds, (p) => `v.branch_id = ANY(${p}::uuid[])`);
    where.andIf(search.seats, (p) => `v.seats >= ${p}`);
    where.andIf(search.transmission, (p) => `v.transmission = ${p}`);
    where.andIf(search.kind, (p) => `v.kind = ${p}`);
    where.andIf(search.groupId, (p) => `v.group_ids @> ARRAY[${p}::uuid]`);
    where.andIf(search.locationId, (p) => `v.location_id = ${p}`);
    where.andIf(search.accessoryIds, (p) => `v.accessory_ids @> ${p}::uuid[]`);
    where.and(`(v.group_ids = '{}' OR v.group_ids && ${where.parameter(groupIds)}::uuid[])`);
    where.and(`NOT ${held(period)}`);
    where.and(`NOT EXISTS (SELECT FROM fleet.unavailability u WHERE u.vehicle_id = v.id AND u.period && ${period})`);
    if (actor) where.rules(actor, 'book', 'Vehicle', COLUMNS);
    const by = [...orders.map((order) => ORDERS[order]), 'v.name', 'v.id'].join(', ');
    const text = `${VEHICLES(period)} WHERE ${where.sql} ORDER BY ${by} LIMIT ${where.parameter(limit)}`;
    return this.database.query<FreeVehicle>(text, where.values);
  }

  /** Trips to the same place that begin and end within 15 minutes of the wish and have seats left (BK-7). */
  shareableTrips(actor: Actor, search: Search & { destination: string }): Promise<ShareableTrip[]> {
    const where = new Where();
    const near = (instant: string, wished: Date) => {
      const p = `${where.parameter(wished)}::timestamptz`;
      where.and(`${instant} BETWEEN ${p} - interval '15 minutes' AND ${p} + interval '15 minutes'`);
    };
    where.and(`k.state = 'confirmed' AND NOT k.whole_vehicle`);
    near('lower(k.period)', search.from);
    near('upper(k.period)', search.to);
    where.andIf(search.destination, (p) => `lower(k.destination) = lower(${p})`);
    where.andIf(search.branchIds, (p) => `k.branch_id = ANY(${p}::uuid[])`);
    where.andIf(search.seats ?? 1, (p) => `v.seats - 1 - cardinality(k.passenger_ids) >= ${p}`);
    where.andIf(actor.userId, (p) => `k.booker_id <> ${p} AND NOT ${p} = ANY(k.passenger_ids)`);
    where.rules(actor, 'book', 'Vehicle', COLUMNS);
    return this.database.query<ShareableTrip>(
      `SELECT k.id AS "bookingId", v.id AS "vehicleId", v.name AS "vehicleName", k.branch_id AS "branchId",
              k.destination, lower(k.period) AS start, upper(k.period) AS end,
              v.seats - 1 - cardinality(k.passenger_ids) AS "seatsLeft"
         FROM bookings.bookings k JOIN fleet.vehicles v ON v.id = k.vehicle_id
        WHERE ${where.sql} ORDER BY lower(k.period), k.id LIMIT 50`,
      where.values,
    );
  }

  /** Which of these vehicles are taken or out of service at any time in any of the periods. */
  async takenAtAny(vehicleIds: readonly string[], periods: readonly Period[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(TAKEN_AT_ANY, [vehicleIds, periods.map(String)]);
    return new Set(rows.map(({ id }) => id));
  }

  /** How many bookings under each of the policies somebody has open. */
  async openByPolicy(bookerId: string, policyIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ policyId: string; open: number }>(OPEN_BY_POLICY, [bookerId, policyIds]);
    return new Map(rows.map(({ policyId, open }) => [policyId, open]));
  }
}
