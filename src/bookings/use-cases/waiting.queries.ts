import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import { PersonalData } from '../../platform/work/personal-data.js';
import type { WaitingEntry } from '../domain/waiting-entry.js';

type WaitingRow = Pick<WaitingEntry, Exclude<keyof WaitingEntry, 'period'>>;

const SELECT = `
  SELECT id, user_id AS "userId", branch_id AS "branchId", vehicle_id AS "vehicleId", lower(period) AS start,
         upper(period) AS end, seats, state, offered_vehicle_id AS "offeredVehicleId",
         offer_ends_at AS "offerEndsAt", booking_id AS "bookingId", version, created_at AS "createdAt"
    FROM bookings.waiting_entries WHERE user_id = $1`;

const FREE = (vehicle: string, period: string) => `
  NOT EXISTS (SELECT FROM bookings.bookings k WHERE k.vehicle_id = ${vehicle} AND k.period && ${period}
                 AND k.state IN ('pending', 'confirmed', 'in_use'))
  AND NOT EXISTS (SELECT FROM fleet.unavailability n WHERE n.vehicle_id = ${vehicle} AND n.period && ${period})`;

/** The first in line for whom something is free that is offered to nobody else, and what. */
const NEXT = `
  SELECT e.id, f.id AS "vehicleId"
    FROM bookings.waiting_entries e
    JOIN identity.users u ON u.id = e.user_id AND u.state = 'verified'
    JOIN LATERAL (
      SELECT v.id FROM fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id
       WHERE v.state = 'active' AND b.state = 'open' AND v.seats >= e.seats
         AND (v.id = e.vehicle_id OR e.vehicle_id IS NULL AND v.branch_id = e.branch_id)
         AND (v.group_ids = '{}' OR v.group_ids && u.group_ids) AND ${FREE('v.id', 'e.period')}
         AND NOT EXISTS (SELECT FROM bookings.waiting_entries o
                          WHERE o.state = 'offered' AND o.offered_vehicle_id = v.id AND o.period && e.period)
       ORDER BY v.name, v.id LIMIT 1) f ON true
   WHERE e.state = 'waiting' AND lower(e.period) > $1
   ORDER BY e.created_at, e.id LIMIT 1`;

const CURSOR = z.tuple([z.uuid()]);

@Injectable()
export class WaitingQueries {
  constructor(
    private readonly database: Database,
    personalData: PersonalData,
  ) {
    personalData.add('waitingList', (userId) => database.query(`${SELECT} ORDER BY id`, [userId]));
  }

  /** The actor's own, newest first. */
  async mine(actor: Actor, page: PageRequest): Promise<Page<WaitingRow>> {
    const before = readCursor(page.cursor, CURSOR);
    const rows = await this.database.query<WaitingRow>(
      `${SELECT} AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [actor.userId, before?.[0] ?? null, page.limit + 1],
    );
    return pageFrom(rows, page.limit, ({ id }) => [id]);
  }

  async offeredVehicle(id: string): Promise<string | undefined> {
    const row = await this.database.one<{ vehicleId: string | null }>(
      'SELECT offered_vehicle_id AS "vehicleId" FROM bookings.waiting_entries WHERE id = $1',
      [id],
    );
    return row?.vehicleId ?? undefined;
  }

  /** Ask it while nobody else makes offers. */
  next(now: Date): Promise<{ id: string; vehicleId: string } | undefined> {
    return this.database.one(NEXT, [now]);
  }
}

/** Offers that were not taken in time, and waits that time has ended. */
export const OVER = `
  state = 'offered' AND offer_ends_at <= $1 OR state = 'waiting' AND lower(period) <= $1`;

/** Offers of a vehicle that somebody else has booked by now, or that is out of service. */
export const VOID = `state = 'offered' AND NOT (${FREE('offered_vehicle_id', 'period')})`;
