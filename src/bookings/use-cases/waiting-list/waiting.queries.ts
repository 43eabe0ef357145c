import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import { PersonalData } from '../../../platform/work/personal-data.js';
import type { WaitingEntry, WaitingState } from '../../domain/waiting-entry.js';
import { heldDuring } from '../held.sql.js';
import type { LimitedVehicle } from '../policy-forecast.js';

type Fact = 'id' | 'userId' | 'branchId' | 'vehicleId' | 'start' | 'end' | 'seats' | 'state' | 'version' | 'createdAt';
type OfferField = 'offeredVehicleId' | 'offerEndsAt' | 'bookingId';
type WaitingRow = Pick<WaitingEntry, Fact | OfferField>;

const SELECT = `
  SELECT id, user_id AS "userId", branch_id AS "branchId", vehicle_id AS "vehicleId", lower(period) AS start,
         upper(period) AS end, seats, state, offered_vehicle_id AS "offeredVehicleId",
         offer_ends_at AS "offerEndsAt", booking_id AS "bookingId", version, created_at AS "createdAt"
    FROM bookings.waiting_entries WHERE user_id = $1`;

/** An entry with the names behind its ids, for its owner. */
export interface NamedEntry extends WaitingRow {
  branchName: string;
  timeZone: string;
  vehicleName: string | null;
  offeredVehicleName: string | null;
}

const NAMED = `
  SELECT e.*, b.name AS "branchName", b.time_zone AS "timeZone", wanted.name AS "vehicleName",
         offered.name AS "offeredVehicleName"
    FROM (${SELECT}) e
    JOIN branches.branches b ON b.id = e."branchId"
    LEFT JOIN fleet.vehicles wanted ON wanted.id = e."vehicleId"
    LEFT JOIN fleet.vehicles offered ON offered.id = e."offeredVehicleId"
   WHERE ($2::uuid IS NULL OR e.id < $2) AND ($4::text[] IS NULL OR e.state = ANY ($4))
   ORDER BY e.id DESC LIMIT $3`;

/** The vehicles that suit an entry, that its person may book, and that are free then; policies are not considered. */
const FREE_FOR = `
  fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id
  WHERE v.state = 'active' AND b.state = 'open' AND v.seats >= e.seats
    AND (v.id = e.vehicle_id OR e.vehicle_id IS NULL AND v.branch_id = e.branch_id)
    AND (v.group_ids = '{}' OR v.group_ids && u.group_ids)
    AND NOT ${heldDuring('v.id', 'e.period')}
    AND NOT EXISTS (SELECT FROM fleet.unavailability n WHERE n.vehicle_id = v.id AND n.period && e.period)
    AND NOT EXISTS (SELECT FROM bookings.waiting_entries o
                     WHERE o.state = 'offered' AND o.offered_vehicle_id = v.id AND o.period && e.period AND o.id <> e.id)`;

/** The entries for which a vehicle is free, in the order of the line. @param which a condition on the vehicles */
const inLineFor = (which: string): string => `
  SELECT e.id, e.created_at AS "createdAt"
    FROM bookings.waiting_entries e JOIN identity.users u ON u.id = e.user_id AND u.state = 'verified'
   WHERE e.state = 'waiting' AND lower(e.period) > $1 AND (e.created_at, e.id) > ($2, $3)
     AND EXISTS (SELECT FROM ${FREE_FOR} AND ${which})
   ORDER BY e.created_at, e.id LIMIT $4`;

const IN_LINE = inLineFor('true');
const IN_LINE_FOR_ONE = inLineFor('v.id = $5');

const BUFFER = `make_interval(mins => coalesce((p.limits ->> 'bufferMinutes')::int, 0))`;
const FREE_FOR_ONE = `
  SELECT f.id, f.branch_id AS "branchId", f.time_zone AS "timeZone", p.id AS "policyId", p.limits,
         ${heldDuring('f.id', `tstzrange(lower(e.period) - ${BUFFER}, upper(e.period) + ${BUFFER})`)} AS "bufferBroken"
    FROM bookings.waiting_entries e JOIN identity.users u ON u.id = e.user_id AND u.state = 'verified'
    CROSS JOIN LATERAL (SELECT v.id, v.sort_key, v.branch_id, v.policy_id, b.time_zone FROM ${FREE_FOR}) f
    LEFT JOIN bookings.policies p ON p.id = f.policy_id
   WHERE e.id = $1 AND ($2::uuid IS NULL OR f.id = $2)
   ORDER BY f.sort_key, f.id`;

/** A free vehicle for an entry. */
export interface FreeForEntry extends LimitedVehicle {
  id: string;
  branchId: string;
}

const BATCH = 100;
const CURSOR = z.tuple([z.uuid()]);

@Injectable()
export class WaitingQueries {
  constructor(
    private readonly database: Database,
    personalData: PersonalData,
  ) {
    personalData.add('waitingList', (userId) => database.query(`${SELECT} ORDER BY id`, [userId]));
  }

  /** The actor's own entries, newest first. */
  async mine(
    actor: Actor,
    page: PageRequest & { state?: readonly WaitingState[] | undefined },
  ): Promise<Page<NamedEntry>> {
    const before = readCursor(page.cursor, CURSOR);
    const rows = await this.database.query<NamedEntry>(NAMED, [
      ...[actor.userId, before?.[0] ?? null, page.limit + 1],
      page.state ?? null,
    ]);
    return pageFrom(rows, page.limit, ({ id }) => [id]);
  }

  async offeredVehicle(id: string): Promise<string | undefined> {
    const row = await this.database.one<{ vehicleId: string | null }>(
      'SELECT offered_vehicle_id AS "vehicleId" FROM bookings.waiting_entries WHERE id = $1',
      [id],
    );
    return row?.vehicleId ?? undefined;
  }

  /**
   * The entries for which a vehicle is free that is not offered to anyone else, in the order of the line.
   *
   * @param vehicleId only entries for which this one is free
   */
  async *inLine(now: Date, vehicleId?: string): AsyncGenerator<string> {
    const [sql, which] = vehicleId ? [IN_LINE_FOR_ONE, [vehicleId]] : [IN_LINE, []];
    for (let after = [new Date(0), NOBODY] as [Date, string]; ;) {
      const rows = await this.database.query<{ id: string; createdAt: Date }>(sql, [now, ...after, BATCH, ...which]);
      for (const { id } of rows) yield id;
      if (rows.length < BATCH) return;
      after = [rows.at(-1)!.createdAt, rows.at(-1)!.id];
    }
  }

  /** The free vehicles for an entry, by name, without looking at policies. @param vehicleId only this one */
  freeFor(entryId: string, vehicleId: string | null = null): Promise<FreeForEntry[]> {
    return this.database.query<FreeForEntry>(FREE_FOR_ONE, [entryId, vehicleId]);
  }
}

/** Sorts before every id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Offers that were not accepted in time, and entries whose start has passed. */
export const OVER = `
  state = 'offered' AND offer_ends_at <= $1 OR state = 'waiting' AND lower(period) <= $1`;
