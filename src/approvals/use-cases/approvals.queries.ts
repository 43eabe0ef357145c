import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { RequestState } from '../domain/approval-request.js';
import type { RequestView } from './approvals-api.js';

/** A request as its approver sees it: with the names behind the ids. */
export interface QueuedRequest extends RequestView {
  vehicleName: string;
  bookerName: string;
  originatorName: string;
  reasonName: string;
  destination: string | null;
  notes: string | null;
}

/** The queue, and how many wait in all of it (AP-6). */
export interface Queue extends Page<QueuedRequest> {
  pendingCount: number;
}

/** One request with what it takes to decide: the vehicle's other bookings of those days, and the booker's record. */
export interface RequestDetail extends QueuedRequest {
  otherBookings: { bookingId: string; start: Date; end: Date; state: string; bookerName: string }[];
  record: { bookings: number; cancelled: number; declined: number; noShows: number };
}

export interface QueueFilter extends PageRequest {
  state: RequestState;
  branchId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

const SELECT = `
  SELECT r.id, r.booking_id AS "bookingId", r.vehicle_id AS "vehicleId", r.branch_id AS "branchId",
         r.booker_id AS "bookerId", lower(r.period) AS start, upper(r.period) AS end, r.state, r.reasons,
         r.decided_by AS "decidedBy", r.decided_at AS "decidedAt", r.note,
         v.name AS "vehicleName", u.name AS "bookerName", o.name AS "originatorName", why.name AS "reasonName",
         b.destination, b.notes
    FROM approvals.requests r
    JOIN bookings.bookings b ON b.id = r.booking_id
    JOIN fleet.vehicles v ON v.id = r.vehicle_id
    JOIN bookings.reasons why ON why.id = b.reason_id
    JOIN identity.users u ON u.id = r.booker_id
    JOIN identity.users o ON o.id = r.originator_id`;
const OTHER_BOOKINGS = `
  SELECT k.id AS "bookingId", lower(k.period) AS start, upper(k.period) AS end, k.state, u.name AS "bookerName"
    FROM bookings.bookings k JOIN identity.users u ON u.id = k.booker_id
   WHERE k.vehicle_id = $1 AND k.id <> $2 AND k.state IN ('pending', 'confirmed', 'in_use')
     AND k.period && tstzrange($3::timestamptz - interval '1 day', $4::timestamptz + interval '1 day')
   ORDER BY lower(k.period), k.id LIMIT 50`;
const RECORD = `
  SELECT count(*)::int AS bookings, count(*) FILTER (WHERE state = 'cancelled')::int AS cancelled,
         count(*) FILTER (WHERE state = 'declined')::int AS declined,
         count(*) FILTER (WHERE state = 'no_show')::int AS "noShows"
    FROM bookings.bookings
   WHERE booker_id = $1 AND lower(period) BETWEEN now() - interval '1 year' AND now() + interval '1 year' AND id <> $2`;
const COLUMNS = { branchId: 'r.branch_id' };
const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);

@Injectable()
export class ApprovalQueries {
  constructor(private readonly database: Database) {}

  /** The queue of the actor, oldest start first (AP-6). */
  async queue(actor: Actor, filter: QueueFilter): Promise<Queue> {
    const mine = actor.filter('read', 'ApprovalRequest', COLUMNS, 8);
    const after = readCursor(filter.cursor, CURSOR);
    const rows = await this.database.query<QueuedRequest>(
      `${SELECT}
        WHERE r.state = $1 AND ($2::uuid IS NULL OR r.branch_id = $2)
          AND ($3::timestamptz IS NULL OR upper(r.period) > $3) AND ($4::timestamptz IS NULL OR lower(r.period) < $4)
          AND ($5::timestamptz IS NULL OR (lower(r.period), r.id) > ($5, $6::uuid)) AND ${mine.sql}
        ORDER BY lower(r.period), r.id LIMIT $7`,
      [
        filter.state,
        filter.branchId ?? null,
        filter.from ?? null,
        filter.to ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        filter.limit + 1,
        ...mine.values,
      ],
    );
    const page = pageFrom(rows, filter.limit, ({ start, id }) => [start.toISOString(), id]);
    return { ...page, pendingCount: await this.#pendingCount(actor) };
  }

  async #pendingCount(actor: Actor): Promise<number> {
    const mine = actor.filter('read', 'ApprovalRequest', COLUMNS, 1);
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM approvals.requests r WHERE r.state = 'pending' AND ${mine.sql}`,
      mine.values,
    );
    return row!.count;
  }

  /** @throws NotFound */
  async request(actor: Actor, id: string): Promise<RequestDetail> {
    const request = await this.database.one<QueuedRequest>(`${SELECT} WHERE r.id = $1`, [id]);
    if (!request) throw new NotFound();
    actor.ensure('read', 'ApprovalRequest', request);
    const { vehicleId, bookingId, bookerId, start, end } = request;
    const [otherBookings, [record]] = await Promise.all([
      this.database.query<RequestDetail['otherBookings'][number]>(OTHER_BOOKINGS, [vehicleId, bookingId, start, end]),
      this.database.query<RequestDetail['record']>(RECORD, [bookerId, bookingId]),
    ]);
    return { ...request, otherBookings, record: record! };
  }

  /** @throws NotFound */
  async bookingOf(id: string): Promise<string> {
    const row = await this.database.one<{ bookingId: string }>(
      'SELECT booking_id AS "bookingId" FROM approvals.requests WHERE id = $1',
      [id],
    );
    if (!row) throw new NotFound();
    return row.bookingId;
  }

  /** Pending requests whose booking should have begun. */
  overdue(now: Date): Promise<{ id: string; bookingId: string }[]> {
    return this.database.query(
      `SELECT id, booking_id AS "bookingId" FROM approvals.requests
        WHERE state = 'pending' AND lower(period) <= $1 ORDER BY lower(period), id LIMIT 100`,
      [now],
    );
  }
}
