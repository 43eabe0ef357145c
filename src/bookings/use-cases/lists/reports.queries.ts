import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { DAY_MS, localSpanOf } from '../../../platform/domain/local-time.js';
import { Period } from '../../../platform/domain/period.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { Span } from './booking-records.queries.js';

interface ReportedVehicle {
  vehicleId: string;
  vehicleName: string;
  registration: string;
  branchId: string;
  branchName: string;
}

/** How much of 40 hours a week a vehicle was booked. */
export interface Utilisation extends ReportedVehicle {
  bookings: number;
  bookedHours: number;
  availableHours: number;
  percent: number;
}

export interface UtilisationTotal {
  bookings: number;
  bookedHours: number;
  availableHours: number;
  percent: number;
}

/** How far a vehicle was driven. */
export interface VehicleUse extends ReportedVehicle {
  bookings: number;
  /** In the unit of its odometer; null if there is no reading. */
  distance: number | null;
  odometer: number | null;
}

export interface ReasonUse {
  category: 'business' | 'personal' | 'maintenance';
  reasonId: string;
  reasonName: string;
  bookings: number;
  hours: number;
}

const BATCH = 1_000;
const CURSOR = z.tuple([z.string(), z.uuid()]);
const WEEKLY_HOURS = 40;

/** The states of bookings that count. Pending bookings and those that did not take place are not use of a vehicle. */
const COUNTED = `('confirmed', 'in_use', 'completed')`;

/**
 * The part of the bookings within the span, in elapsed time: a night with a clock change is an hour longer or shorter. Sums
 * intervals first, which are integers, and converts to hours once.
 */
const CLIPPED = 'sum(least(upper(k.period), $2::timestamptz) - greatest(lower(k.period), $1::timestamptz))';
const hoursOf = (interval: string) => `(extract(epoch FROM ${interval}) / 3600)::float8`;

const ZONES = 'SELECT DISTINCT time_zone AS "timeZone" FROM branches.branches';

/**
 * $4 maps each time zone to the number of calendar weeks in the span: a week counts 40 hours even if the clocks change in it.
 * A vehicle that is no longer in service is listed if it was booked.
 */
const utilisation = (bookings: string, vehicles: string) => `
  WITH used AS (
    SELECT k.vehicle_id, k.branch_id, count(*)::int AS bookings, ${CLIPPED} AS held
      FROM bookings.bookings k
     WHERE k.period && tstzrange($1, $2) AND k.state IN ${COUNTED} AND ($3::uuid[] IS NULL OR k.branch_id = ANY($3))
       AND ${bookings}
     GROUP BY k.vehicle_id, k.branch_id),
  rows AS (
    SELECT v.id, v.name, v.sort_key, v.registration, b.id AS branch_id, b.name AS branch_name, coalesce(u.bookings, 0) AS bookings,
           coalesce(${hoursOf('u.held')}, 0) AS hours,
           ${WEEKLY_HOURS} * ($4::jsonb ->> b.time_zone)::float8 AS available
      FROM fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id AND $4::jsonb ? b.time_zone
      LEFT JOIN used u ON u.vehicle_id = v.id AND u.branch_id = v.branch_id
     WHERE (v.state <> 'archived' OR u.held IS NOT NULL) AND ($3::uuid[] IS NULL OR v.branch_id = ANY($3))
       AND ${vehicles})`;

/** The distance is the last reading in the span minus the last one before it; if there is none, minus the first one in it. */
const vehicleUse = (bookings: string, vehicles: string) => `
  WITH read AS (
    SELECT k.vehicle_id, k.branch_id, max(k.odometer) AS last, min(k.odometer) AS first
      FROM bookings.bookings k
     WHERE k.returned_at >= $1 AND k.returned_at < $2 AND k.odometer IS NOT NULL
       AND ($3::uuid[] IS NULL OR k.branch_id = ANY($3)) AND ${bookings}
     GROUP BY k.vehicle_id, k.branch_id),
  begun AS (
    SELECT k.vehicle_id, k.branch_id, count(*)::int AS bookings
      FROM bookings.bookings k
     WHERE lower(k.period) >= $1 AND lower(k.period) < $2 AND k.state IN ${COUNTED}
       AND ($3::uuid[] IS NULL OR k.branch_id = ANY($3)) AND ${bookings}
     GROUP BY k.vehicle_id, k.branch_id)
  SELECT v.id AS "vehicleId", v.name AS "vehicleName", v.registration, b.id AS "branchId", b.name AS "branchName",
         coalesce(n.bookings, 0) AS bookings, r.last AS odometer,
         r.last - coalesce((SELECT max(e.odometer) FROM bookings.bookings e
                             WHERE e.vehicle_id = v.id AND e.returned_at < $1 AND e.odometer <= r.last), r.first) AS distance
    FROM fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id
    LEFT JOIN read r ON r.vehicle_id = v.id AND r.branch_id = v.branch_id
    LEFT JOIN begun n ON n.vehicle_id = v.id AND n.branch_id = v.branch_id
   WHERE (v.state <> 'archived' OR n.bookings IS NOT NULL OR r.last IS NOT NULL)
     AND ($3::uuid[] IS NULL OR v.branch_id = ANY($3)) AND ${vehicles}`;

const REASONS = (bookings: string) => `
  WITH used AS (
    SELECT k.reason_id, count(*)::int AS bookings, ${CLIPPED} AS held
      FROM bookings.bookings k
     WHERE k.period && tstzrange($1, $2) AND k.state IN ${COUNTED} AND ($3::uuid[] IS NULL OR k.branch_id = ANY($3))
       AND ${bookings}
     GROUP BY k.reason_id)
  SELECT r.category, r.id AS "reasonId", r.name AS "reasonName", u.bookings, ${hoursOf('u.held')} AS hours
    FROM used u JOIN bookings.reasons r ON r.id = u.reason_id ORDER BY r.category, r.sort_key`;

const percentOf = (hours: string, available: string) =>
  `coalesce(round((100 * ${hours} / nullif(${available}, 0))::numeric, 1), 0)::float8`;
const rounded = (hours: string) => `round((${hours})::numeric, 2)::float8`;

const UTILISATION_TOTAL = `
  SELECT coalesce(sum(bookings), 0)::int AS bookings, coalesce(${rounded('sum(hours)')}, 0) AS "bookedHours",
         coalesce(${rounded('sum(available)')}, 0) AS "availableHours",
         ${percentOf('sum(hours)', 'sum(available)')} AS percent
    FROM rows`;
/** Every row carries the total, so that the bookings are counted only once. */
const UTILISATION_ROW = `
  SELECT id AS "vehicleId", name AS "vehicleName", registration, branch_id AS "branchId", branch_name AS "branchName",
         bookings, ${rounded('hours')} AS "bookedHours", ${rounded('available')} AS "availableHours",
         ${percentOf('hours', 'available')} AS percent, (SELECT to_json(t) FROM (${UTILISATION_TOTAL}) t) AS total
    FROM rows WHERE TRUE`;

/** BK-17. Reports need one permission, which filters bookings and vehicles by the same branches. */
@Injectable()
export class ReportQueries {
  constructor(private readonly database: Database) {}

  async utilisation(actor: Actor, page: Span & PageRequest): Promise<Page<Utilisation> & { total: UtilisationTotal }> {
    const { with: rows, values } = await this.#utilisation(actor, page);
    const sql = `${rows} ${UTILISATION_ROW}`;
    const found = await this.#page<Utilisation & { total: UtilisationTotal }>(sql, ['sort_key', 'id'], values, page);
    const items = found.items.map(({ total: _, ...row }) => row);
    // An empty page has no row with the total.
    const total =
      found.items[0]?.total ?? (await this.database.one<UtilisationTotal>(`${rows} ${UTILISATION_TOTAL}`, values))!;
    return { items, nextCursor: found.nextCursor, total };
  }

  async *utilisationRows(actor: Actor, span: Span): AsyncGenerator<Utilisation[]> {
    const { with: rows, values } = await this.#utilisation(actor, span);
    yield* this.#all<Utilisation>(`${rows} ${UTILISATION_ROW}`, ['sort_key', 'id'], values);
  }

  vehicles(actor: Actor, page: Span & PageRequest): Promise<Page<VehicleUse>> {
    const { sql, values } = this.#vehicles(actor, page);
    return this.#page<VehicleUse>(sql, ['v.sort_key', 'v.id'], values, page);
  }

  vehicleRows(actor: Actor, span: Span): AsyncGenerator<VehicleUse[]> {
    const { sql, values } = this.#vehicles(actor, span);
    return this.#all<VehicleUse>(sql, ['v.sort_key', 'v.id'], values);
  }

  /** Every reason that was used, by category. */
  reasons(actor: Actor, { from, to, branchIds }: Span): Promise<ReasonUse[]> {
    const rule = actor.filter('read', 'Report', { branchId: 'k.branch_id' }, 4);
    return this.database.queryPlanned<ReasonUse>(REASONS(rule.sql), [from, to, branchIds ?? null, ...rule.values]);
  }

  async #utilisation(actor: Actor, span: Span) {
    const zones = await this.database.query<{ timeZone: string }>(ZONES);
    const weeks = zones.map(({ timeZone }) => [timeZone, weeksIn(span, timeZone)] as const);
    const { bookings, vehicles, values } = rulesOf(actor, span, JSON.stringify(Object.fromEntries(weeks)));
    return { with: utilisation(bookings, vehicles), values };
  }

  #vehicles(actor: Actor, span: Span) {
    const { bookings, vehicles, values } = rulesOf(actor, span);
    return { sql: vehicleUse(bookings, vehicles), values };
  }

  async #page<Row extends ReportedVehicle>(
    sql: string,
    order: [string, string],
    values: readonly unknown[],
    page: PageRequest,
  ): Promise<Page<Row>> {
    const rows = await this.#rows<Row>(sql, order, values, page.limit + 1, readCursor(page.cursor, CURSOR) ?? []);
    return pageFrom(rows, page.limit, keyOf);
  }

  async #rows<Row extends ReportedVehicle>(
    sql: string,
    [key, id]: [string, string],
    values: readonly unknown[],
    limit: number,
    after: readonly string[],
  ): Promise<Row[]> {
    const at = values.length + after.length + 1;
    const where =
      after[0] === undefined ? '' : ` AND (${key}, ${id}) > (platform.sort_key($${at - 2}), $${at - 1}::uuid)`;
    const text = `${sql}${where} ORDER BY ${key}, ${id} LIMIT $${at}`;
    return this.database.queryPlanned<Row>(text, [...values, ...after, limit]);
  }

  async *#all<Row extends ReportedVehicle>(sql: string, order: [string, string], values: readonly unknown[]) {
    for (let after: string[] = []; ;) {
      const rows = await this.#rows<Row>(sql, order, values, BATCH, after);
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH) return;
      after = keyOf(rows.at(-1)!);
    }
  }
}

const keyOf = ({ vehicleName, vehicleId }: ReportedVehicle): string[] => [vehicleName, vehicleId];

/** The number of calendar weeks in the span, with fractions, in local time. */
function weeksIn({ from, to }: Span, timeZone: string): number {
  const { start, end } = localSpanOf(Period.of(from, to), timeZone);
  return (end - start) / (7 * DAY_MS);
}

/** @param more further parameters of the statement, after those of the span */
function rulesOf(actor: Actor, { from, to, branchIds }: Span, ...more: unknown[]) {
  const own = [from, to, branchIds ?? null, ...more];
  const bookings = actor.filter('read', 'Report', { branchId: 'k.branch_id' }, own.length + 1);
  const vehicles = actor.filter('read', 'Report', { branchId: 'v.branch_id' }, own.length + 1);
  return { bookings: bookings.sql, vehicles: vehicles.sql, values: [...own, ...bookings.values] };
}
