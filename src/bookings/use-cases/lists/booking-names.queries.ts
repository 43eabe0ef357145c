import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { type CompletesAnswers, withMembers } from '../../../platform/http/answer-maker.js';
import { type Aboard, actionsOf, type BookingAction, type Permitted } from '../../domain/booking-actions.js';

/** The names behind the ids of a booking. Everyone who may read the booking sees them, even if they may not read people. */
export interface BookingNames {
  bookerName: string;
  originatorName: string;
  passengers: { id: string; name: string }[];
  vehicleName: string;
  registration: string;
  reasonName: string;
  branchName: string;
  timeZone: string;
  /** Of the vehicle. */
  seats: number;
  /** The series of the booking, and whether any of its bookings is still ahead. */
  series: { branchId: string; bookerId: string; originatorId: string; isAhead: boolean } | null;
}

/** The names for a booking `k`, and the joins that they need. */
export const NAME_COLUMNS = `
         driver.name AS "bookerName",
         CASE WHEN k.originator_id = k.booker_id THEN driver.name
              ELSE (SELECT author.name FROM identity.users author WHERE author.id = k.originator_id) END AS "originatorName",
         CASE WHEN k.passenger_ids = '{}' THEN '[]'
              ELSE (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY n.place), '[]')
                      FROM unnest(k.passenger_ids) WITH ORDINALITY AS n (id, place) JOIN identity.users p ON p.id = n.id)
         END AS passengers,
         v.name AS "vehicleName", v.registration, why.name AS "reasonName", b.name AS "branchName",
         b.time_zone AS "timeZone", v.seats,
         CASE WHEN k.series_id IS NOT NULL THEN
           (SELECT json_build_object(
                     'branchId', s.branch_id, 'bookerId', s.booker_id, 'originatorId', s.originator_id,
                     'isAhead', EXISTS (SELECT FROM bookings.bookings n
                                         WHERE n.series_id = s.id AND n.state IN ('pending', 'confirmed')
                                           AND lower(n.period) > now()))
              FROM bookings.series s WHERE s.id = k.series_id) END AS series`;
/**
 * Each row looks its names up by their ids: `LIMIT 1` keeps PostgreSQL from reading all people and vehicles for the few
 * rows of a page, as it does for a plain join while there are only some thousand of them.
 */
export const NAME_JOINS = `
    CROSS JOIN LATERAL (SELECT name, time_zone FROM branches.branches WHERE id = k.branch_id LIMIT 1) b
    CROSS JOIN LATERAL (SELECT name, registration, seats FROM fleet.vehicles WHERE id = k.vehicle_id LIMIT 1) v
    CROSS JOIN LATERAL (SELECT name FROM bookings.reasons WHERE id = k.reason_id LIMIT 1) why
    CROSS JOIN LATERAL (SELECT name FROM identity.users WHERE id = k.booker_id LIMIT 1) driver`;

const OF_ONE = `
  SELECT ${NAME_COLUMNS}
    FROM (SELECT $1::uuid AS branch_id, $2::uuid AS vehicle_id, $3::uuid AS reason_id, $4::uuid AS booker_id,
                 $5::uuid AS originator_id, $6::uuid[] AS passenger_ids, $7::uuid AS series_id) k ${NAME_JOINS}`;

interface WrittenBooking extends Aboard {
  branchId: string;
  vehicleId: string;
  reasonId: string;
  originatorId: string;
  seriesId: string | null;
}

/** What the actor may do with the booking now. */
export function actionsFor(actor: Actor, booking: WrittenBooking, { seats, series }: BookingNames): BookingAction[] {
  const { state, start, end, bookerId, passengerIds, wholeVehicle } = booking;
  const aboard: Aboard = { state, start, end, bookerId, passengerIds, wholeVehicle };
  const permitted: Permitted = {
    personId: actor.userId,
    booking: (act) => actor.can(act, 'Booking', booking),
    series: (act) => series !== null && actor.can(act, 'Booking', series),
  };
  return actionsOf({ ...aboard, seats, isSeriesAhead: series?.isAhead ?? false }, permitted, new Date());
}

/**
 * Adds to a written booking the names, and what its reader may do with it. Runs after the transaction, which holds the
 * vehicle's lock.
 */
@Injectable()
export class BookingNameQueries implements CompletesAnswers<WrittenBooking, Actor> {
  constructor(private readonly database: Database) {}

  async complete(booking: WrittenBooking, actor: Actor): Promise<object> {
    const { branchId, vehicleId, reasonId, bookerId, originatorId, passengerIds, seriesId } = booking;
    const values = [branchId, vehicleId, reasonId, bookerId, originatorId, passengerIds, seriesId];
    const names = await this.database.one<BookingNames>(OF_ONE, values);
    return withMembers(booking, { ...names, actions: actionsFor(actor, booking, names!) });
  }
}
