import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { FieldChange } from '../../../platform/work/changes.js';

/** An entry in the history of a booking or of its approval request. */
export interface BookingHistoryRow {
  id: string;
  at: Date;
  /** null for an automatic act, for example when a request lapsed. */
  actorId: string | null;
  actorName: string | null;
  subjectType: string;
  subjectId: string;
  /** The name of the vehicle, by which people know the booking. */
  subjectName: string | null;
  action: string;
  changes: FieldChange[];
}

const HISTORY = `
  SELECT a.id, a.at, a.actor_id AS "actorId", u.name AS "actorName", a.subject_type AS "subjectType",
         a.subject_id AS "subjectId", a.action, a.changes,
         (SELECT v.name FROM bookings.bookings k JOIN fleet.vehicles v ON v.id = k.vehicle_id WHERE k.id = $1) AS "subjectName"
    FROM platform.audit_entries a LEFT JOIN identity.users u ON u.id = a.actor_id
   WHERE (a.subject_type = 'Booking' AND a.subject_id = $1
          OR a.subject_type = 'ApprovalRequest' AND a.subject_id IN (
            SELECT id FROM approvals.requests WHERE booking_id = $1
            UNION SELECT request_id FROM approvals.occurrences WHERE booking_id = $1)
          OR a.subject_type = 'RequestOccurrence' AND a.subject_id IN (
            SELECT id FROM approvals.occurrences WHERE booking_id = $1))
     AND ($2::uuid IS NULL OR a.id < $2)
   ORDER BY a.id DESC LIMIT $3`;
const PEOPLE = `
  SELECT id, branch_id AS "branchId", booker_id AS "bookerId", originator_id AS "originatorId",
         passenger_ids AS "passengerIds"
    FROM bookings.bookings WHERE id = $1`;
const CURSOR = z.tuple([z.uuid()]);

/** Who did what to a booking and when, automatic acts included, from the audit trail. */
@Injectable()
export class BookingHistoryQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws NotFound */
  async of(actor: Actor, bookingId: string, page: PageRequest): Promise<Page<BookingHistoryRow>> {
    const booking = await this.database.one<{ id: string }>(PEOPLE, [bookingId]);
    if (!booking) throw new NotFound();
    actor.ensure('read', 'Booking', booking);
    const before = readCursor(page.cursor, CURSOR);
    const rows = await this.database.query<BookingHistoryRow>(HISTORY, [
      bookingId,
      before?.[0] ?? null,
      page.limit + 1,
    ]);
    return pageFrom(rows, page.limit, ({ id }) => [id]);
  }
}
