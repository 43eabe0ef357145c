import { Injectable } from '@nestjs/common';
import { hashToken } from '../../../platform/crypto/tokens.js';
import { Database } from '../../../platform/database/database.js';
import type { BookingState } from '../../domain/booking-details.js';

export interface CalendarOwner {
  userId: string;
  organisationName: string;
}

/** A booking as the calendar of its booker or of a passenger shows it. */
export interface CalendarEntry {
  id: string;
  start: Date;
  end: Date;
  state: BookingState;
  version: number;
  createdAt: Date;
  changedAt: Date;
  vehicleName: string;
  registration: string;
  branchName: string;
  reasonName: string;
  destination: string | null;
  notes: string | null;
  /** Whether the calendar's owner is the booker, not a passenger. */
  drives: boolean;
  bookerName: string;
}

/** Contacts, suspended and deleted people have no feed. It works again when they may sign in again. */
const OWNER = `
  SELECT u.id AS "userId", o.name AS "organisationName"
    FROM bookings.calendar_feeds f JOIN identity.users u ON u.id = f.user_id CROSS JOIN branches.organisation o
   WHERE f.secret_hash = $1 AND u.state = 'verified' AND u.can_sign_in`;

/**
 * Bookings that were cancelled, declined or lapsed stay for a month, so that calendars learn of it. If there are too many,
 * those nearest in time are shown, past or future.
 */
const OF_OWNER = `
    FROM (SELECT * FROM bookings.bookings k WHERE k.booker_id = $1 OR k.passenger_ids && ARRAY[$1::uuid] OFFSET 0) k
    JOIN fleet.vehicles v ON v.id = k.vehicle_id
    JOIN branches.branches b ON b.id = k.branch_id
    JOIN bookings.reasons r ON r.id = k.reason_id
    JOIN identity.users driver ON driver.id = k.booker_id
   WHERE upper(k.period) > now() - interval '90 days'
     AND (k.state IN ('pending', 'confirmed', 'in_use', 'completed') OR k.changed_at > now() - interval '30 days')
   ORDER BY greatest(lower(k.period) - now(), now() - upper(k.period)), k.id LIMIT 1000`;
const ENTRIES = `
  SELECT k.id, lower(k.period) AS start, upper(k.period) AS end, k.state, k.version, k.created_at AS "createdAt",
         k.changed_at AS "changedAt", v.name AS "vehicleName", v.registration, b.name AS "branchName",
         r.name AS "reasonName", k.destination, k.notes, k.booker_id = $1 AS drives, driver.name AS "bookerName"
  ${OF_OWNER}`;
/**
 * A trigger updates the time of a booking's last change; names of vehicles and branches can change without it. Hashes of rows
 * are added up, which needs neither their text nor an order. Each is hashed once more, because a row's hash is a sum over its
 * columns: two rows that exchange their names would have the same sum.
 */
const VERSION = `
  SELECT sum(hashint8extended(hash_record_extended(e, 0), 0)::numeric)::text AS digest, max(e.changed_at) AS "changedAt"
    FROM (SELECT k.id, k.changed_at, v.name, v.registration, b.name, r.name, driver.name ${OF_OWNER}) e`;

@Injectable()
export class CalendarQueries {
  constructor(private readonly database: Database) {}

  /** The owner of the feed with this secret. A wrong secret takes the same path, whatever it looks like. */
  owner(secret: string): Promise<CalendarOwner | undefined> {
    return this.database.one<CalendarOwner>(OWNER, [hashToken(secret)]);
  }

  /** A digest of the entries and the time of the last change; null if there are none. */
  async versionOf(userId: string): Promise<{ digest: string | null; changedAt: Date | null }> {
    return (await this.database.one<{ digest: string | null; changedAt: Date | null }>(VERSION, [userId]))!;
  }

  /** The bookings of the last quarter of a year and all that are ahead, earliest first. */
  async entries(userId: string): Promise<CalendarEntry[]> {
    const entries = await this.database.query<CalendarEntry>(ENTRIES, [userId]);
    return entries.sort((one, other) => +one.start - +other.start || (one.id < other.id ? -1 : 1));
  }
}
