import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Period } from '../../platform/domain/period.js';
import type { CustomField } from '../domain/custom-fields.js';
import type { PolicyLimits } from '../domain/policy-limits.js';
import { VehicleCalendar } from '../domain/vehicle-calendar.js';

/** What a booking stands on: the vehicle, its branch, its policy and the reason, and when it is free, read together. */
export interface Ground {
  branchId: string;
  seats: number;
  groupIds: string[];
  approvalFlowId: string | null;
  policyId: string | null;
  limits: PolicyLimits | null;
  vehicleState: 'active' | 'disabled' | 'archived';
  branchState: 'open' | 'closed';
  timeZone: string;
  /** null where there is no such reason. */
  reasonState: 'active' | 'disabled' | null;
  reasonCategory: string;
  /** What the organisation asks of every booking (BK-1). */
  customFields: readonly CustomField[];
  /** From the first to the last period that was asked about, and the policy's buffer around them. */
  calendar: VehicleCalendar;
}

type GroundRow = Omit<Ground, 'calendar'> & {
  holds: { id: string; period: string }[];
  outages: { note: string; period: string }[];
};

const BUFFER = `make_interval(mins => coalesce((p.limits ->> 'bufferMinutes')::int, 0))`;
const GROUND = `
  SELECT v.branch_id AS "branchId", v.seats, v.group_ids AS "groupIds", v.approval_flow_id AS "approvalFlowId",
         v.policy_id AS "policyId", p.limits, v.state AS "vehicleState", b.state AS "branchState",
         b.time_zone AS "timeZone", r.state AS "reasonState", r.category AS "reasonCategory",
         (SELECT custom_fields FROM branches.organisation) AS "customFields",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'period', k.period)), '[]')
            FROM bookings.bookings k
           WHERE k.vehicle_id = v.id AND k.state IN ('pending', 'confirmed', 'in_use')
             AND k.period && tstzrange(lower($3::tstzrange) - ${BUFFER}, upper($3::tstzrange) + ${BUFFER})) AS holds,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('note', u.note, 'period', u.period) ORDER BY u.period), '[]')
            FROM fleet.unavailability u
           WHERE u.vehicle_id = v.id AND u.period && $3::tstzrange) AS outages
    FROM fleet.vehicles v
    JOIN branches.branches b ON b.id = v.branch_id
    LEFT JOIN bookings.policies p ON p.id = v.policy_id
    LEFT JOIN bookings.reasons r ON r.id = $2
   WHERE v.id = $1`;

/** Who travels, as they stand now. */
export interface Standing {
  id: string;
  state: string;
  /** The version of the user agreement that they have yet to accept (ID-18); null where there is none. */
  agreementToAccept: number | null;
}

/**
 * Locked, so that nobody is deleted while they are booked: a deletion waits for the booking, and cancels it, or the booking
 * waits and finds them gone. Other changes of the same people are not held up.
 */
const standingOf = (people: string): string => `
  SELECT u.id, u.state,
         (SELECT a.version FROM (SELECT max(version) AS version FROM branches.agreements) a
           WHERE NOT EXISTS (SELECT FROM identity.agreement_acceptances c
                              WHERE c.user_id = u.id AND c.version = a.version)) AS "agreementToAccept"
    FROM identity.users u WHERE ${people} ORDER BY u.id FOR KEY SHARE OF u`;

/** Most travel alone. Of a list, whose length it cannot know, PostgreSQL makes a new plan with every run. */
const ALONE = standingOf('u.id = $1');
const TOGETHER = standingOf('u.id = ANY ($1::uuid[])');

/** Seats in other people's bookings count for nothing here. */
const OPEN = `
  SELECT k.id
    FROM bookings.bookings k JOIN fleet.vehicles v ON v.id = k.vehicle_id
   WHERE k.booker_id = $1 AND v.policy_id = $2
     AND (k.state = 'in_use' OR k.state IN ('pending', 'confirmed') AND upper(k.period) > now())`;

@Injectable()
export class GroundQueries {
  constructor(private readonly database: Database) {}

  /** Ask it under the vehicle's lock: nobody else takes it between this look and the commit. */
  async of(vehicleId: string, reasonId: string, periods: readonly Period[]): Promise<Ground | undefined> {
    const row = await this.database.one<GroundRow>(GROUND, [vehicleId, reasonId, String(spanOf(periods))]);
    if (!row) return undefined;
    const { holds, outages, ...ground } = row;
    const calendar = new VehicleCalendar(
      holds.map(({ id, period }) => [id, Period.parse(period)]),
      outages.map(({ note, period }) => ({ note, period: Period.parse(period) })),
    );
    return { ...ground, calendar };
  }

  /** Ask it within the transaction that books. */
  standing(userIds: readonly string[]): Promise<Standing[]> {
    return userIds.length === 1
      ? this.database.query<Standing>(ALONE, userIds)
      : this.database.query<Standing>(TOGETHER, [userIds]);
  }

  /** Which bookings under the policy the person has open. Ask it under the person's `quota` lock. */
  async open(bookerId: string, policyId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(OPEN, [bookerId, policyId]);
    return rows.map(({ id }) => id);
  }

  /** Which vehicle a booking has, so that its lock can be taken before the booking's. */
  async vehicleOf(bookingId: string): Promise<string | undefined> {
    const row = await this.database.one<{ vehicleId: string }>(
      'SELECT vehicle_id AS "vehicleId" FROM bookings.bookings WHERE id = $1',
      [bookingId],
    );
    return row?.vehicleId;
  }

  /** Where a vehicle stands, and what the clocks there show. */
  siteOf(vehicleId: string): Promise<{ branchId: string; timeZone: string } | undefined> {
    return this.database.one(
      `SELECT v.branch_id AS "branchId", b.time_zone AS "timeZone"
         FROM fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id WHERE v.id = $1`,
      [vehicleId],
    );
  }

  async seatsOf(vehicleId: string): Promise<number> {
    const row = await this.database.one<{ seats: number }>('SELECT seats FROM fleet.vehicles WHERE id = $1', [
      vehicleId,
    ]);
    return row!.seats;
  }
}

/** From the first start to the last end: one range, which the index of the holds answers as for a single booking. */
function spanOf(periods: readonly Period[]): Period {
  const start = Math.min(...periods.map((period) => +period.start));
  const end = Math.max(...periods.map((period) => +period.end));
  return Period.of(new Date(start), new Date(end));
}
