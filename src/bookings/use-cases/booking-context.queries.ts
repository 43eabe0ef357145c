import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Period } from '../../platform/domain/period.js';
import type { Traveller, VehicleContext } from '../domain/booking-context.js';
import { VehicleCalendar } from '../domain/vehicle-calendar.js';
import { HOLDING, IS_OVERDUE, KEPT } from './held.sql.js';

/** The branch of a vehicle and its time zone. */
export interface Site {
  branchId: string;
  timeZone: string;
}

type VehicleContextRow = Omit<VehicleContext, 'calendar'> & {
  holds: { id: string; period: string }[];
  outages: { note: string; period: string }[];
};

const BUFFER = `make_interval(mins => coalesce((p.limits ->> 'bufferMinutes')::int, 0))`;
const AROUND = `tstzrange(lower($3::tstzrange) - ${BUFFER}, upper($3::tstzrange) + ${BUFFER})`;
const VEHICLE = `
  SELECT v.branch_id AS "branchId", v.seats, v.group_ids AS "groupIds", v.approval_flow_id AS "approvalFlowId",
         v.policy_id AS "policyId", p.limits, v.state AS "vehicleState", b.state AS "branchState",
         b.time_zone AS "timeZone", r.state AS "reasonState", r.category AS "reasonCategory",
         (SELECT f.category FROM bookings.reasons f WHERE f.id = $4) AS "formerReasonCategory",
         o.custom_fields AS "customFields", o.max_booking_days AS "maxBookingDays",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'period', h.period)), '[]')
            FROM (SELECT k.id, ${KEPT} AS period FROM bookings.bookings k
                   WHERE k.vehicle_id = v.id AND k.state IN ${HOLDING} AND k.period && ${AROUND}
                  UNION
                  SELECT k.id, ${KEPT} FROM bookings.bookings k
                   WHERE k.vehicle_id = v.id AND ${IS_OVERDUE} AND ${KEPT} && ${AROUND}) h) AS holds,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('note', u.note, 'period', u.period) ORDER BY u.period), '[]')
            FROM fleet.unavailability u
           WHERE u.vehicle_id = v.id AND u.period && $3::tstzrange) AS outages
    FROM fleet.vehicles v
    JOIN branches.branches b ON b.id = v.branch_id
    CROSS JOIN branches.organisation o
    LEFT JOIN bookings.policies p ON p.id = v.policy_id
    LEFT JOIN bookings.reasons r ON r.id = $2
   WHERE v.id = $1`;

/**
 * Locks the people, so that nobody is deleted while they are booked: either the deletion waits and then cancels the booking,
 * or the booking waits and finds the person gone. Other changes of these people are not blocked.
 */
const travellersOf = (people: string): string => `
  SELECT u.id, u.state,
         (SELECT a.version FROM (SELECT max(version) AS version FROM branches.agreements) a
           WHERE NOT EXISTS (SELECT FROM identity.agreement_acceptances c
                              WHERE c.user_id = u.id AND c.version = a.version)) AS "agreementToAccept"
    FROM identity.users u WHERE ${people} ORDER BY u.id FOR KEY SHARE OF u`;

/** Most people travel alone. For a list of unknown length, PostgreSQL would plan every run again. */
const ALONE = travellersOf('u.id = $1');
const TOGETHER = travellersOf('u.id = ANY ($1::uuid[])');

/** Seats in other people's bookings do not count. */
const OPEN = `
  SELECT k.id
    FROM bookings.bookings k JOIN fleet.vehicles v ON v.id = k.vehicle_id
   WHERE k.booker_id = $1 AND v.policy_id = $2
     AND (k.state = 'in_use' OR k.state IN ('pending', 'confirmed') AND upper(k.period) > now())`;

const NOT_RETURNED = `
  SELECT EXISTS (SELECT FROM bookings.bookings k WHERE k.vehicle_id = $1 AND k.id <> $2 AND ${IS_OVERDUE}) AS out`;

@Injectable()
export class BookingContextQueries {
  constructor(private readonly database: Database) {}

  /**
   * Call it under the vehicle's lock, so that nobody else takes the vehicle before the commit.
   *
   * @param formerReasonId the reason before the change; for a new booking its reason
   */
  async vehicle(
    vehicleId: string,
    { reasonId, formerReasonId }: { reasonId: string; formerReasonId: string },
    periods: readonly Period[],
  ): Promise<VehicleContext | undefined> {
    const parameters = [vehicleId, reasonId, String(spanningPeriod(periods)), formerReasonId];
    const row = await this.database.one<VehicleContextRow>(VEHICLE, parameters);
    if (!row) return undefined;
    const { holds, outages, ...vehicle } = row;
    const calendar = new VehicleCalendar(
      holds.map(({ id, period }) => [id, Period.parse(period)]),
      outages.map(({ note, period }) => ({ note, period: Period.parse(period) })),
    );
    return { ...vehicle, calendar };
  }

  /** Call it in the transaction that books. */
  travellers(userIds: readonly string[]): Promise<Traveller[]> {
    return userIds.length === 1
      ? this.database.hold<Traveller>(ALONE, userIds)
      : this.database.hold<Traveller>(TOGETHER, [userIds]);
  }

  /** The open bookings of a person under the policy. Call it under the person's `quota` lock. */
  async openBookings(bookerId: string, policyId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(OPEN, [bookerId, policyId]);
    return rows.map(({ id }) => id);
  }

  /** The vehicle of a booking, so that its lock can be taken before the booking's. */
  async vehicleOf(bookingId: string): Promise<string | undefined> {
    const row = await this.database.one<{ vehicleId: string }>(
      'SELECT vehicle_id AS "vehicleId" FROM bookings.bookings WHERE id = $1',
      [bookingId],
    );
    return row?.vehicleId;
  }

  async siteOf(vehicleId: string): Promise<Site | undefined> {
    return (await this.sitesOf([vehicleId])).get(vehicleId);
  }

  /** The same for several vehicles, by id; one that does not exist is left out. */
  async sitesOf(vehicleIds: readonly string[]): Promise<ReadonlyMap<string, Site>> {
    const rows = await this.database.query<Site & { id: string }>(
      `SELECT v.id, v.branch_id AS "branchId", b.time_zone AS "timeZone"
         FROM fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id WHERE v.id = ANY ($1::uuid[])`,
      [vehicleIds],
    );
    return new Map(rows.map(({ id, branchId, timeZone }) => [id, { branchId, timeZone }]));
  }

  /** Whether the vehicle is still out after the end of another booking. Call it under the vehicle's lock. */
  async isStillOut({ id, vehicleId }: { id: string; vehicleId: string }): Promise<boolean> {
    return (await this.database.one<{ out: boolean }>(NOT_RETURNED, [vehicleId, id]))!.out;
  }

  async maxBookingDays(): Promise<number> {
    const row = await this.database.one<{ days: number }>('SELECT max_booking_days AS days FROM branches.organisation');
    return row!.days;
  }

  async seatsOf(vehicleId: string): Promise<number> {
    const row = await this.database.one<{ seats: number }>('SELECT seats FROM fleet.vehicles WHERE id = $1', [
      vehicleId,
    ]);
    return row!.seats;
  }
}

/** The span from the first start to the last end: one range, for which the index works as for a single booking. */
function spanningPeriod(periods: readonly Period[]): Period {
  const start = Math.min(...periods.map((period) => +period.start));
  const end = Math.max(...periods.map((period) => +period.end));
  return Period.of(new Date(start), new Date(end));
}
