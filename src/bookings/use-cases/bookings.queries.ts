import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { BookingApproval, BookingState } from '../domain/booking-details.js';

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
  version: number;
}

export interface BookingFilter extends PageRequest {
  view: 'mine' | 'entered' | 'branch';
  state?: BookingState | undefined;
  branchId?: string | undefined;
  vehicleId?: string | undefined;
  userId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

const SELECT = `
  SELECT id, vehicle_id AS "vehicleId", branch_id AS "branchId", booker_id AS "bookerId",
         originator_id AS "originatorId", lower(period) AS start, upper(period) AS end, state, reason_id AS "reasonId",
         destination, passenger_ids AS "passengerIds", whole_vehicle AS "wholeVehicle", cost_centre AS "costCentre",
         notes, custom_fields AS "customFields", policy_override IS NOT NULL AS "policyOverridden",
         checked_out_at AS "checkedOutAt", returned_at AS "returnedAt", booked_end AS "bookedEnd", odometer,
         return_notes AS "returnNotes", cancelled_by AS "cancelledBy", cancelled_at AS "cancelledAt",
         cancellation_reason AS "cancellationReason", approval, version
    FROM bookings.bookings`;

/** Where each field that a rule may name is found. */
const COLUMNS = {
  branchId: 'branch_id',
  bookerId: 'booker_id',
  originatorId: 'originator_id',
  passengerIds: { array: 'passenger_ids' },
};
const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);

/** $1 is the actor. A view narrows what the rules open; it never widens it. */
const VIEWS = {
  mine: '(booker_id = $1 OR passenger_ids && ARRAY[$1::uuid])',
  entered: 'originator_id = $1',
  branch: '$1::uuid IS NOT NULL',
};

@Injectable()
export class BookingQueries {
  constructor(private readonly database: Database) {}

  /** By start, earliest first (BK-15). A condition is added only where it is asked for, so that its index serves. */
  async list(actor: Actor, filter: BookingFilter): Promise<Page<BookingRow>> {
    const values: unknown[] = [actor.userId];
    const conditions: string[] = [VIEWS[filter.view]];
    const add = (condition: (parameter: string) => string, value: unknown) => {
      if (value !== undefined) conditions.push(condition(`$${values.push(value)}`));
    };
    add((p) => `state = ${p}`, filter.state);
    add((p) => `branch_id = ${p}`, filter.branchId);
    add((p) => `vehicle_id = ${p}`, filter.vehicleId);
    add((p) => `booker_id = ${p}`, filter.userId);
    if (filter.from || filter.to) {
      const [from, to] = [values.push(filter.from ?? null), values.push(filter.to ?? null)];
      conditions.push(`period && tstzrange($${from}, $${to})`);
    }
    const after = readCursor(filter.cursor, CURSOR);
    if (after) {
      const [start, id] = [values.push(after[0]), values.push(after[1])];
      conditions.push(`(lower(period), id) > ($${start}::timestamptz, $${id}::uuid)`);
    }
    const rules = actor.filter('read', 'Booking', COLUMNS, values.length + 1);
    const limit = values.push(...rules.values, filter.limit + 1);
    const rows = await this.database.query<BookingRow>(
      `${SELECT} WHERE ${[...conditions, rules.sql].join(' AND ')} ORDER BY lower(period), id LIMIT $${limit}`,
      values,
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
}
