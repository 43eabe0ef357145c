import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import { type BookingFilter, notBefore, selectedPage, type Selected, selectBookings } from './booking-filter.js';
import { Where } from './where.js';

/** A booking with names instead of ids, for files and reports. */
export interface BookingRecord {
  id: string;
  start: Date;
  end: Date;
  state: string;
  branchId: string;
  branchName: string;
  vehicleId: string;
  vehicleName: string;
  registration: string;
  bookerId: string;
  bookerName: string | null;
  originatorName: string | null;
  reasonName: string;
  reasonCategory: string;
  destination: string | null;
  passengers: number;
  wholeVehicle: boolean;
  costCentre: string | null;
  notes: string | null;
}

/** The bookings that overlap a span of time. */
export interface Span {
  from: Date;
  to: Date;
  branchIds?: readonly string[] | undefined;
}

const BATCH = 1_000;
const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * Looks names up only for the rows of the page. Planned for its values every time: which index is best depends on the filter.
 */
const records = (page: string) => `
  SELECT k.id, lower(k.period) AS start, upper(k.period) AS end, lower(k.period)::text AS "exactStart", k.state,
         k.branch_id AS "branchId", b.name AS "branchName", k.vehicle_id AS "vehicleId", v.name AS "vehicleName",
         v.registration, k.booker_id AS "bookerId", driver.name AS "bookerName", author.name AS "originatorName",
         r.name AS "reasonName", r.category AS "reasonCategory", k.destination,
         cardinality(k.passenger_ids) AS passengers, k.whole_vehicle AS "wholeVehicle", k.cost_centre AS "costCentre",
         k.notes
    FROM ${page}
    JOIN branches.branches b ON b.id = k.branch_id
    JOIN fleet.vehicles v ON v.id = k.vehicle_id
    JOIN bookings.reasons r ON r.id = k.reason_id
    LEFT JOIN identity.users driver ON driver.id = k.booker_id
    LEFT JOIN identity.users author ON author.id = k.originator_id
   ORDER BY lower(k.period), k.id`;

@Injectable()
export class BookingRecordQueries {
  constructor(private readonly database: Database) {}

  /** All bookings of a list. */
  ofList(actor: Actor, filter: BookingFilter): AsyncGenerator<BookingRecord[]> {
    return this.#batches(selectBookings(actor, filter));
  }

  /** All bookings of a report. */
  ofReport(actor: Actor, span: Span): AsyncGenerator<BookingRecord[]> {
    return this.#batches({ where: reportWhere(actor, span), areFew: false });
  }

  async page(actor: Actor, span: Span & PageRequest): Promise<Page<BookingRecord>> {
    const where = reportWhere(actor, span);
    const after = readCursor(span.cursor, CURSOR);
    if (after) where.and(later(where.parameter(after[0]), where.parameter(after[1])));
    const limit = where.parameter(span.limit + 1);
    const rows = await this.database.queryPlanned<BookingRecord>(
      records(selectedPage(where.sql, { areFew: false }, { limit })),
      where.values,
    );
    return pageFrom(rows, span.limit, ({ start, id }) => [start.toISOString(), id]);
  }

  /**
   * Reads in batches, each starting after the last row of the previous one, so that a slow reader holds no connection and no
   * snapshot. Bookings that are made meanwhile appear if their place has not been passed.
   */
  async *#batches(selected: Selected): AsyncGenerator<BookingRecord[]> {
    const { where } = selected;
    const limit = where.parameter(BATCH);
    const first = records(selectedPage(where.sql, selected, { limit }));
    const [start, id] = [`$${where.values.length + 1}`, `$${where.values.length + 2}`];
    const next = records(selectedPage(`${where.sql} AND ${later(start, id)}`, selected, { limit }));
    for (let after: string[] = []; ;) {
      const values = [...where.values, ...after];
      const text = after[0] ? next : first;
      const rows = await this.database.queryPlanned<BookingRecord & { exactStart: string }>(text, values);
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH) return;
      const last = rows.at(-1)!;
      after = [last.exactStart, last.id];
    }
  }
}

const later = (start: string, id: string) => `(lower(k.period), k.id) > (${start}::timestamptz, ${id}::uuid)`;

function reportWhere(actor: Actor, { from, to, branchIds }: Span): Where {
  const where = new Where();
  const start = where.parameter(from);
  const end = where.parameter(to);
  where.and(`k.period && tstzrange(${start}, ${end})`);
  if (branchIds?.length !== 1) where.and(`${notBefore(start)} AND lower(k.period) < ${end}`);
  where.andIf(branchIds, (p) => `k.branch_id = ANY(${p}::uuid[])`);
  where.rules(actor, 'read', 'Report', { branchId: 'k.branch_id' });
  return where;
}
