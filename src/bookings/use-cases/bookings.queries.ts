import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { BookingApproval, BookingState } from '../domain/booking.js';
import { type BookingFilter, bookingsWhere } from './booking-filter.js';

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
  approval: BookingApproval | null;
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
         notes, approval, version
    FROM bookings.bookings k`;

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
    const rows = await this.database.query<BookingRow>(
      `${SELECT} WHERE ${where.sql} ORDER BY lower(k.period)${order}, k.id${order} LIMIT ${limit}`,
      where.values,
    );
    return pageFrom(rows, filter.limit, ({ start, id }) => [start.toISOString(), id]);
  }

  /** @throws NotFound */
  async booking(actor: Actor, id: string): Promise<BookingRow> {
    const booking = await this.database.one<BookingRow>(`${SELECT} WHERE id = $1`, [id]);
    if (!booking) throw new NotFound();
    actor.ensure('read', 'Booking', booking);
    return booking;
  }

  /** The booking reasons, built-in first. */
  async reasons(): Promise<{ id: string; key: string | null; name: string; category: string; state: string }[]> {
    return this.database.query(
      'SELECT id, key, name, category, state FROM bookings.reasons ORDER BY key NULLS LAST, name',
    );
  }
}
