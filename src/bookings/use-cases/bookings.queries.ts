import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { BookingApproval, BookingState } from '../domain/booking-details.js';
import { type BookingFilter, bookingsWhere, isOfPerson } from './booking-filter.js';

/** A booking as it is answered. */
export interface BookingRow {
  id: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  start: Date;
  end: Date;
  state: BookingState;
  reasonId: string;
  destination: string | null;
  passengerIds: string[];
  wholeVehicle: boolean;
  costCentre: string | null;
  notes: string | null;
  customFields: Record<string, string>;
  policyOverridden: boolean;
  checkedOutAt: Date | null;
  returnedAt: Date | null;
  bookedEnd: Date | null;
  odometer: number | null;
  returnNotes: string | null;
  cancelledBy: string | null;
  cancelledAt: Date | null;
  cancellationReason: string | null;
  approval: BookingApproval | null;
  seriesId: string | null;
  version: number;
}

/** A page of a list: by start, earliest first, or latest first with a minus. */
export interface BookingPage extends BookingFilter, PageRequest {
  sort: 'start' | '-start';
}

const SELECT = `
  SELECT id, vehicle_id AS "vehicleId", branch_id AS "branchId", booker_id AS "bookerId",
         originator_id AS "originatorId", lower(period) AS start, upper(period) AS end, state, reason_id AS "reasonId",
         destination, passenger_ids AS "passengerIds", whole_vehicle AS "wholeVehicle", cost_centre AS "costCentre",
         notes, custom_fields AS "customFields", policy_override IS NOT NULL AS "policyOverridden",
         checked_out_at AS "checkedOutAt", returned_at AS "returnedAt", booked_end AS "bookedEnd", odometer,
         return_notes AS "returnNotes", cancelled_by AS "cancelledBy", cancelled_at AS "cancelledAt",
         cancellation_reason AS "cancellationReason", approval, series_id AS "seriesId", version
    FROM `;

const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);

@Injectable()
export class BookingQueries {
  constructor(private readonly database: Database) {}

  /** BK-15: one statement, whatever is asked for and however much there is. */
  async list(actor: Actor, filter: BookingPage): Promise<Page<BookingRow>> {
    const where = bookingsWhere(actor, filter);
    const after = readCursor(filter.cursor, CURSOR);
    const [later, order] = filter.sort === 'start' ? ['>', ''] : ['<', ' DESC'];
    if (after) {
      const [start, id] = after.map((part) => where.parameter(part));
      where.and(`(lower(k.period), k.id) ${later} (${start}::timestamptz, ${id}::uuid)`);
    }
    const limit = where.parameter(filter.limit + 1);
    // A person's few are found first and sorted then: in the order of all bookings they would be looked for for long.
    const found = `bookings.bookings k WHERE ${where.sql}`;
    const selected = isOfPerson(filter) ? `(SELECT * FROM ${found} OFFSET 0) k` : found;
    const rows = await this.database.query<BookingRow>(
      `${SELECT} ${selected} ORDER BY lower(k.period)${order}, k.id${order} LIMIT ${limit}`,
      where.values,
    );
    return pageFrom(rows, filter.limit, ({ start, id }) => [start.toISOString(), id]);
  }

  /** @throws NotFound */
  async booking(actor: Actor, id: string): Promise<BookingRow> {
    const booking = await this.database.one<BookingRow>(`${SELECT} bookings.bookings WHERE id = $1`, [id]);
    if (!booking) throw new NotFound();
    actor.ensure('read', 'Booking', booking);
    return booking;
  }
}
