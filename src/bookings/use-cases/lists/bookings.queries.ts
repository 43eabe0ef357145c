import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { BookingAction } from '../../domain/booking-actions.js';
import type { BookingApproval, BookingState } from '../../domain/booking-details.js';
import { actionsFor, type BookingNames, NAME_COLUMNS, NAME_JOINS } from './booking-names.queries.js';
import { type BookingFilter, isSpanOfBranch, selectedPage, selectBookings } from './booking-filter.js';

/** A booking as the API answers it. */
export interface BookingRow extends BookingNames {
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

/** A booking with what its reader may do with it. */
export type BookingWithActions = BookingRow & { actions: BookingAction[] };

/** A page of a list: by start, earliest first, or latest first with a minus. */
export interface BookingPage extends BookingFilter, PageRequest {
  sort: 'start' | '-start';
}

const SELECT = `
  SELECT k.id, k.vehicle_id AS "vehicleId", k.branch_id AS "branchId", k.booker_id AS "bookerId",
         k.originator_id AS "originatorId", lower(k.period) AS start, upper(k.period) AS end, k.state,
         k.reason_id AS "reasonId", k.destination, k.passenger_ids AS "passengerIds",
         k.whole_vehicle AS "wholeVehicle", k.cost_centre AS "costCentre", k.notes, k.custom_fields AS "customFields",
         k.policy_override IS NOT NULL AS "policyOverridden", k.checked_out_at AS "checkedOutAt",
         k.returned_at AS "returnedAt", k.booked_end AS "bookedEnd", k.odometer, k.return_notes AS "returnNotes",
         k.cancelled_by AS "cancelledBy", k.cancelled_at AS "cancelledAt",
         k.cancellation_reason AS "cancellationReason", k.approval, k.series_id AS "seriesId", k.version,
         ${NAME_COLUMNS}
    FROM `;

const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);

@Injectable()
export class BookingQueries {
  constructor(private readonly database: Database) {}

  /** BK-15: one query, whatever the filter. */
  async list(actor: Actor, filter: BookingPage): Promise<Page<BookingWithActions>> {
    const selected = selectBookings(actor, filter);
    const { where } = selected;
    const after = readCursor(filter.cursor, CURSOR);
    const direction = filter.sort === 'start' ? '' : ' DESC';
    const later = direction === '' ? '>' : '<';
    if (after) {
      const [start, id] = after.map((part) => where.parameter(part));
      where.and(`(lower(k.period), k.id) ${later} (${start}::timestamptz, ${id}::uuid)`);
    }
    const limit = where.parameter(filter.limit + 1);
    // Looks names up only for the rows of the page.
    const page = selectedPage(where.sql, selected, { direction, limit });
    const text = `${SELECT} ${page} ${NAME_JOINS} ORDER BY lower(k.period)${direction}, k.id${direction}`;
    // The best plan depends on how many rows each filter leaves, so other lists are planned for their values.
    const rows = await (isSpanOfBranch(filter)
      ? this.database.query<BookingRow>(text, where.values)
      : this.database.queryPlanned<BookingRow>(text, where.values));
    const { items, nextCursor } = pageFrom(rows, filter.limit, ({ start, id }) => [start.toISOString(), id]);
    return { items: items.map((row) => viewFor(actor, row)), nextCursor };
  }

  /** @throws NotFound */
  async booking(actor: Actor, id: string): Promise<BookingWithActions> {
    const booking = await this.database.one<BookingRow>(`${SELECT} bookings.bookings k ${NAME_JOINS} WHERE k.id = $1`, [
      id,
    ]);
    if (!booking) throw new NotFound();
    actor.ensure('read', 'Booking', booking);
    return viewFor(actor, booking);
  }
}

const viewFor = (actor: Actor, row: BookingRow): BookingWithActions => ({
  ...row,
  actions: actionsFor(actor, row, row),
});
