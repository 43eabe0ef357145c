import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { photoUrlOf } from '../../fleet/index.js';
import { Database } from '../../platform/database/database.js';
import type { Period } from '../../platform/domain/period.js';
import type { PolicyLimits } from '../domain/policy-limits.js';
import { heldDuring, HOLDING, IS_OVERDUE, KEPT } from './held.sql.js';
import { Where } from './lists/where.js';

/** What somebody searches for. */
export interface Search {
  from: Date;
  to: Date;
  branchIds?: readonly string[] | undefined;
  seats?: number | undefined;
  transmission?: string | undefined;
  kind?: string | undefined;
  groupId?: string | undefined;
  locationId?: string | undefined;
  /** Only vehicles that have all of these. */
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
  /** The sort key, for the cursor. */
  sortKey: string[];
}

type FreeVehicleRow = Omit<FreeVehicle, 'photoUrl'> & { photoId: string | null };

/** A trip that others can join (BK-7): it tells where and when, but not who. */
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

/**
 * The orders as SQL, each ascending and never null, so that a page begins after the last key of the previous one. "Bookings
 * of the last 7 days" counts those that began in that time.
 */
const ORDERS = {
  name: ['v.sort_key', 'text'],
  registration: ['v.registration', 'text'],
  least_used: [
    `(SELECT coalesce(extract(epoch FROM sum(upper(k.period) - lower(k.period))), 0) FROM bookings.bookings k
       WHERE k.vehicle_id = v.id AND k.state IN ('confirmed', 'in_use', 'completed')
         AND lower(k.period) > now() - interval '7 days' AND lower(k.period) <= now())`,
    'numeric',
  ],
  oldest: ['v.created_at', 'timestamptz'],
  newest: ['-extract(epoch FROM v.created_at)', 'numeric'],
  electric_first: [`(v.fuel IS DISTINCT FROM 'electric')`, 'boolean'],
  lowest_odometer: ['coalesce(v.odometer, 2147483647)', 'int'],
  id: ['v.id', 'uuid'],
} as const;
export type Order = Exclude<keyof typeof ORDERS, 'id'>;

const COLUMNS = { branchId: 'v.branch_id' };
/** The most trips that an answer lists. */
const MOST_TRIPS = 50;

const held = (period: string) => heldDuring('v.id', period);

const VEHICLES = (period: string, sortKey: string) => `
  SELECT ${sortKey} AS "sortKey", v.id, v.branch_id AS "branchId", v.name, v.registration, v.kind, v.make, v.model, v.seats, v.transmission,
         v.fuel, v.odometer, v.location_id AS "locationId", v.accessory_ids AS "accessoryIds",
         v.group_ids AS "groupIds", v.photo_id AS "photoId", v.approval_flow_id AS "approvalFlowId",
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
   WHERE EXISTS (SELECT FROM unnest($2::tstzrange[]) AS p (period) WHERE ${heldDuring('v.id', 'p.period')})
      OR EXISTS (SELECT FROM unnest($2::tstzrange[]) AS p (period)
                   JOIN fleet.unavailability u ON u.vehicle_id = v.id AND u.period && p.period)`;

const FREE_FROM = `
  WITH taken AS MATERIALIZED (
    SELECT k.period, false AS late FROM bookings.bookings k
     WHERE k.vehicle_id = $1 AND k.state IN ${HOLDING} AND k.period && tstzrange($2, NULL)
       AND k.id IS DISTINCT FROM $4::uuid
    UNION ALL
    SELECT ${KEPT}, true FROM bookings.bookings k
     WHERE k.vehicle_id = $1 AND ${IS_OVERDUE} AND k.id IS DISTINCT FROM $4::uuid
    UNION ALL
    SELECT u.period, false FROM fleet.unavailability u WHERE u.vehicle_id = $1 AND u.period && tstzrange($2, NULL))
  SELECT at FROM (SELECT $2::timestamptz AS at UNION SELECT upper(period) FROM taken WHERE upper(period) > $2) candidates
   WHERE NOT EXISTS (SELECT FROM taken
                      WHERE taken.period && tstzrange(at, at + ($3::timestamptz - $2::timestamptz))
                         OR taken.late AND taken.period && tstzrange($2, $3))
   ORDER BY at LIMIT 1`;

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
   * The vehicles that are free for the whole period and that the actor may book for somebody with these groups. Always one
   * query, however many vehicles.
   *
   * @param actor null if the actor manages the bookings of all these branches and so may book any vehicle
   * @param after the `sortKey` after which the page begins
   */
  async freeVehicles(
    actor: Actor | null,
    groupIds: readonly string[],
    search: Search,
    limit: number,
    orders: readonly Order[] = [],
    after?: readonly string[],
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
    const keys = [...new Set([...orders, 'name' as const, 'id' as const])].map((order) => ORDERS[order]);
    const by = keys.map(([key]) => key).join(', ');
    if (after) {
      const last = keys.map(([, type], index) => `${where.parameter(after[index])}::text::${type}`);
      where.and(`(${by}) > (${last.join(', ')})`);
    }
    const sortKey = `ARRAY[${keys.map(([key]) => `(${key})::text`).join(', ')}]`;
    const text = `${VEHICLES(period, sortKey)} WHERE ${where.sql} ORDER BY ${by} LIMIT ${where.parameter(limit)}`;
    const rows = await this.database.queryPlanned<FreeVehicleRow>(text, where.values);
    return rows.map(({ photoId, ...vehicle }) => ({ ...vehicle, photoUrl: photoUrlOf(vehicle.id, photoId) }));
  }

  /** Trips to the same place that begin and end within 15 minutes of the search and have free seats (BK-7). */
  async shareableTrips(
    actor: Actor,
    search: Search & { destination: string },
  ): Promise<{ trips: ShareableTrip[]; moreTrips: boolean }> {
    const where = new Where();
    const near = (instant: string, wished: Date) => {
      const p = `${where.parameter(wished)}::timestamptz`;
      where.and(`${instant} BETWEEN ${p} - interval '15 minutes' AND ${p} + interval '15 minutes'`);
    };
    where.and(`k.state = 'confirmed' AND NOT k.whole_vehicle`);
    near('lower(k.period)', search.from);
    near('upper(k.period)', search.to);
    where.andIf(search.destination, (p) => `platform.name_key(k.destination) = platform.name_key(${p})`);
    where.andIf(search.branchIds, (p) => `k.branch_id = ANY(${p}::uuid[])`);
    where.andIf(search.seats ?? 1, (p) => `v.seats - 1 - cardinality(k.passenger_ids) >= ${p}`);
    where.andIf(actor.userId, (p) => `k.booker_id <> ${p} AND NOT ${p} = ANY(k.passenger_ids)`);
    where.rules(actor, 'book', 'Vehicle', COLUMNS);
    const found = await this.database.query<ShareableTrip>(
      `SELECT k.id AS "bookingId", v.id AS "vehicleId", v.name AS "vehicleName", k.branch_id AS "branchId",
              k.destination, lower(k.period) AS start, upper(k.period) AS end,
              v.seats - 1 - cardinality(k.passenger_ids) AS "seatsLeft"
         FROM bookings.bookings k JOIN fleet.vehicles v ON v.id = k.vehicle_id
        WHERE ${where.sql} ORDER BY lower(k.period), k.id LIMIT ${MOST_TRIPS + 1}`,
      where.values,
    );
    return { trips: found.slice(0, MOST_TRIPS), moreTrips: found.length > MOST_TRIPS };
  }

  /**
   * The first time, not before the start of the period, from which the vehicle is free for as long as the period. null while
   * the vehicle is overdue: nobody knows when it comes back.
   *
   * @param except the booking that is being changed
   */
  async freeFrom(vehicleId: string, { start, end }: Period, except: string | null): Promise<Date | null> {
    const row = await this.database.one<{ at: Date | null }>(FREE_FROM, [vehicleId, start, end, except]);
    return row?.at ?? null;
  }

  /** Which of these vehicles are taken or out of service at any time in any of the periods. */
  async takenAtAny(vehicleIds: readonly string[], periods: readonly Period[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(TAKEN_AT_ANY, [vehicleIds, periods.map(String)]);
    return new Set(rows.map(({ id }) => id));
  }

  /** How many open bookings somebody has under each of the policies. */
  async openByPolicy(bookerId: string, policyIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ policyId: string; open: number }>(OPEN_BY_POLICY, [bookerId, policyIds]);
    return new Map(rows.map(({ policyId, open }) => [policyId, open]));
  }
}
