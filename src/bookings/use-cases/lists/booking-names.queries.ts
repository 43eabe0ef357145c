import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { type CompletesAnswers, withMembers } from '../../../platform/http/answer-maker.js';
import { type Aboard, actionsOf, type BookingAction, type Permitted } from '../../domain/booking-actions.js';

/** The names behind the ids of a booking: anyone who may read the booking sees them, also where they may not read people. */
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
  /** Whose series it is one of, and whether bookings of that are ahead. */
  series: { branchId: string; bookerId: string; originatorId: string; isAhead: boolean } | null;
}

/** Of a booking `k`, with what it is joined with for them. */
export const NAME_COLUMNS = `
         driver.name AS "bookerName", author.name AS "originatorName",
         (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY n.place), '[]')
            FROM unnest(k.passenger_ids) WITH ORDINALITY AS n (id, place) JOIN identity.users p ON p.id = n.id
         ) AS passengers,
         v.name AS "vehicleName", v.registration, why.name AS "reasonName", b.name AS "branchName",
         b.time_zone AS "timeZone", v.seats,
         (SELECT json_build_object(
                   'branchId', s.branch_id, 'bookerId', s.booker_id, 'originatorId', s.originator_id,
                   'isAhead', EXISTS (SELECT FROM bookings.bookings n
                                       WHERE n.series_id = s.id AND n.state IN ('pending', 'confirmed')
                                         AND lower(n.period) > now()))
            FROM bookings.series s WHERE s.id = k.series_id) AS series`;
export const NAME_JOINS = `
    JOIN branches.branches b ON b.id = k.branch_id
    JOIN fleet.vehicles v ON v.id = k.vehicle_id
    JOIN bookings.reasons why ON why.id = k.reason_id
    JOIN identity.users driver ON driver.id = k.booker_id
    JOIN identity.users author ON author.id = k.originator_id`;

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
 * Adds the names to a booking that was just written, and what its reader may do with it. They are read after its transaction,
 * which holds the vehicle.
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
