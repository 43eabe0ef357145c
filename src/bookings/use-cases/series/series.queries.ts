import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import type { BookingSeries } from '../../domain/series/booking-series.js';
import type { BookingState } from '../../domain/booking-details.js';
import type { OccurrenceOutcome } from '../../domain/series/series-outcomes.js';
import { Where } from '../lists/where.js';

/** A series as the API answers it. */
export type SeriesView = Pick<
  BookingSeries,
  'id' | 'vehicleId' | 'branchId' | 'bookerId' | 'originatorId' | 'start' | 'end' | 'rrule' | 'timeZone' | 'version'
> & { createdAt: Date; occurrences: readonly OccurrenceOutcome[] };

/** A booking of a series that is still to come, and the vehicle whose lock it needs. */
export interface ComingBooking {
  id: string;
  vehicleId: string;
}

const SERIES = `
  SELECT id, vehicle_id AS "vehicleId", branch_id AS "branchId", booker_id AS "bookerId",
         originator_id AS "originatorId", lower(period) AS start, upper(period) AS end, rrule, time_zone AS "timeZone",
         version, created_at AS "createdAt"
    FROM bookings.series WHERE id = $1`;
const COLUMNS = {
  branchId: 'k.branch_id',
  bookerId: 'k.booker_id',
  originatorId: 'k.originator_id',
  passengerIds: { array: 'k.passenger_ids' },
};

/** Which bookings of a series $1 are still ahead, from $2 on. */
export const AHEAD = `
  series_id = $1 AND state IN ('pending', 'confirmed') AND lower(period) > now()
  AND ($2::timestamptz IS NULL OR lower(period) >= $2)`;

@Injectable()
export class SeriesQueries {
  constructor(private readonly database: Database) {}

  /** @throws NotFound */
  async series(actor: Actor, id: string): Promise<SeriesView> {
    const series = await this.database.one<Omit<SeriesView, 'occurrences'>>(SERIES, [id]);
    if (!series) throw new NotFound();
    actor.ensure('read', 'Booking', series);
    return { ...series, occurrences: await this.occurrences(actor, id) };
  }

  /** The bookings by start, as far as the actor may see them. */
  async occurrences(actor: Actor, id: string): Promise<OccurrenceOutcome[]> {
    const where = new Where();
    where.and(`k.series_id = ${where.parameter(id)}`);
    where.rules(actor, 'read', 'Booking', COLUMNS);
    const rows = await this.database.query<{ bookingId: string; start: Date; end: Date; state: BookingState }>(
      `SELECT k.id AS "bookingId", lower(k.period) AS start, upper(k.period) AS end, k.state
         FROM bookings.bookings k WHERE ${where.sql} ORDER BY lower(k.period), k.id`,
      where.values,
    );
    return rows.map((row) => ({ ...row, code: null, detail: null, violations: [] }));
  }

  /** The bookings that would be changed or cancelled, so that their locks can be taken first. */
  ahead(id: string, from: Date | null): Promise<ComingBooking[]> {
    return this.database.query<ComingBooking>(
      `SELECT id, vehicle_id AS "vehicleId" FROM bookings.bookings WHERE ${AHEAD} ORDER BY id`,
      [id, from],
    );
  }
}
