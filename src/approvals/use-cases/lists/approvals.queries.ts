import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { pageFrom, readCursor } from '../../../platform/http/paging.js';
import type { RequestState } from '../../domain/request-states.js';
import type { Powers } from '../powers.js';
import * as sql from '../approvals.sql.js';
import type { AskedOccurrence, Queue, QueueFilter, RequestDetail, RequestRow } from './queue-views.js';
import { WhoDecides } from '../who-decides.js';

/** Requests that wait for the same approvers. */
export interface WaitingGroup {
  branchId: string;
  stepRoleId: string | null;
  stranded: boolean;
  /** The highest number of excluded people of any of the requests. */
  mostExcluded: number;
}

export interface WaitingRequest {
  id: string;
  bookingId: string;
  branchId: string;
  step: number;
  stepRoleId: string | null;
  excluded: string[];
  closesAt: Date;
}

export interface DecisionLinkView {
  id: string;
  userId: string;
  requestId: string;
  step: number;
  usedAt: Date | null;
  /** The bookings that a decision would be about. */
  bookingIds: string[];
}

const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);

@Injectable()
export class ApprovalQueries {
  constructor(
    private readonly database: Database,
    private readonly who: WhoDecides,
  ) {}

  /** The requests that the actor can decide, by start (AP-6). */
  async queue(actor: Actor, filter: QueueFilter): Promise<Queue> {
    const powers = await this.who.powersOf(actor.userId);
    const [rows, counts] = await Promise.all([this.#found(powers, filter), this.#counts(powers)]);
    const page = pageFrom(rows, filter.limit, ({ start, id }) => [start.toISOString(), id]);
    const items = page.items.map((request) => ({ ...request, decidable: isDecidable(powers, request) }));
    return { ...page, items, ...counts };
  }

  async #found(powers: Powers, filter: QueueFilter): Promise<RequestRow[]> {
    const { conditions, values } = conditionsOf(filter);
    const mine = this.#mine(powers, filter.state, values.length + 1);
    const where = [...conditions, mine.sql].join(' AND ');
    const all = [...values, ...mine.values];
    const limit = `$${all.push(filter.limit + 1)}`;
    const found = await this.database.queryPlanned<{ id: string }>(sql.pageOf(where, limit), all);
    return this.database.query<RequestRow>(sql.TOLD, [found.map(({ id }) => id)]);
  }

  /** Waiting requests that the actor can decide, or settled requests that they can see. */
  #mine(powers: Powers, states: readonly RequestState[], first: number) {
    if (!states.includes('pending')) return powers.seen('r.branch_id', first);
    const waiting = powers.decidable(first);
    if (states.length === 1) return waiting;
    const over = powers.seen('r.branch_id', first + waiting.values.length);
    return {
      sql: `(r.state = 'pending' AND ${waiting.sql} OR r.state <> 'pending' AND ${over.sql})`,
      values: [...waiting.values, ...over.values],
    };
  }

  /**
   * Counts waiting requests only, from their partial index: PostgreSQL does not read the table where autovacuum has kept up.
   */
  async #counts(powers: Powers): Promise<Pick<Queue, 'pendingCount' | 'pendingByBranch'>> {
    const mine = powers.decidable(1);
    const pendingByBranch = await this.database.queryPlanned<{ branchId: string; count: number }>(
      `SELECT r.branch_id AS "branchId", count(*)::int AS count FROM approvals.requests r
        WHERE r.state = 'pending' AND ${mine.sql} GROUP BY r.branch_id ORDER BY count(*) DESC, r.branch_id`,
      mine.values,
    );
    return { pendingCount: pendingByBranch.reduce((sum, { count }) => sum + count, 0), pendingByBranch };
  }

  async pendingCount(userId: string): Promise<number> {
    return (await this.#counts(await this.who.powersOf(userId))).pendingCount;
  }

  /** @throws NotFound */
  async request(actor: Actor, id: string): Promise<RequestDetail> {
    return this.detail(await this.who.powersOf(actor.userId), id);
  }

  /**
   * One request with everything that a decision needs. The booker's record leaves out branches that the reader does not reach
   * (RP-13).
   */
  async detail(powers: Powers, id: string): Promise<RequestDetail> {
    const request = await this.database.one<RequestRow>(sql.REQUEST, [id]);
    if (!request) throw new NotFound();
    powers.ensureCanSee(request);
    const { bookingId, bookerId, seriesId } = request;
    const seen = powers.seen('k.branch_id', 4);
    const [occurrences, otherBookings, [record]] = await Promise.all([
      seriesId ? this.database.query<AskedOccurrence>(sql.OCCURRENCES, [id]) : [],
      this.#others(request),
      this.database.query<RequestDetail['record']>(`${sql.RECORD} AND ${seen.sql}`, [
        ...[bookerId, bookingId, seriesId, ...seen.values],
      ]),
    ]);
    return { ...request, decidable: isDecidable(powers, request), occurrences, otherBookings, record: record! };
  }

  #others({ id, vehicleId, bookingId, start, end, state, seriesId }: RequestRow) {
    return this.database.query<RequestDetail['otherBookings'][number]>(
      seriesId ? sql.OTHER_BOOKINGS_OF_SERIES : sql.OTHER_BOOKINGS,
      seriesId ? [vehicleId, id, state, seriesId] : [vehicleId, bookingId, start, end],
    );
  }

  /** The bookings to lock before a decision, and the step that waits. @throws NotFound */
  async placeOf(id: string): Promise<{ bookingIds: string[]; step: number }> {
    const row = await this.database.one<{ bookingIds: string[]; step: number }>(sql.PLACE, [id]);
    if (!row) throw new NotFound();
    return row;
  }

  /** What it takes to email the approvers of a waiting request. */
  waiting(id: string): Promise<WaitingRequest | undefined> {
    return this.database.one<WaitingRequest>(sql.WAITING, [id]);
  }

  /** What a mailed link is about; undefined where there is no such link. */
  link(tokenHash: Buffer): Promise<DecisionLinkView | undefined> {
    return this.database.one<DecisionLinkView>(sql.LINK, [tokenHash]);
  }

  /** Pending requests that have lapsed, or with bookings that have. */
  overdue(now: Date): Promise<{ id: string; bookingIds: string[] }[]> {
    return this.database.query(sql.OVERDUE, [now]);
  }

  /** Pending requests that are due for a reminder or an escalation. */
  toChase(now: Date): Promise<{ id: string; bookingId: string }[]> {
    return this.database.query(sql.TO_CHASE, [now]);
  }

  waitingGroups(): Promise<WaitingGroup[]> {
    return this.database.query(sql.WAITING_GROUPS);
  }
}

const isDecidable = (powers: Powers, request: RequestRow): boolean =>
  request.state === 'pending' && powers.canDecide(request);

function conditionsOf({ state, branchId, vehicleId, bookerId, from, to, cursor }: QueueFilter) {
  const conditions = [sql.isOneOf('r.state', state)];
  const values: unknown[] = [];
  const add = (condition: (parameter: string) => string, value: unknown) => {
    if (value !== undefined) conditions.push(condition(`$${values.push(value)}`));
  };
  add((p) => `r.branch_id = ${p}::uuid`, branchId);
  add((p) => `r.vehicle_id = ${p}::uuid`, vehicleId);
  add((p) => `r.booker_id = ${p}::uuid`, bookerId);
  add((p) => `lower(r.period) < ${p}::timestamptz`, to);
  add((p) => sql.endsAfter(state, p, to ? `$${values.length - 1}` : undefined), from);
  const after = readCursor(cursor, CURSOR);
  if (after) {
    const [start, id] = after.map((value) => `$${values.push(value)}`);
    conditions.push(`(lower(r.period), r.id) > (${start}::timestamptz, ${id}::uuid)`);
  }
  return { conditions, values };
}
