import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { changesTo } from '../../../platform/work/changes-of-person.js';
import { PersonalData } from '../../../platform/work/personal-data.js';

/**
 * A passenger sees only what everybody aboard may read, and no other passengers. How the vehicle came back is for the booker
 * alone, not for the originator.
 */
const BOOKINGS = `
  SELECT k.id, vehicle_id AS "vehicleId", branch_id AS "branchId", booker_id AS "bookerId",
         originator_id AS "originatorId", series_id AS "seriesId", lower(period) AS start, upper(period) AS end, state,
         reason_id AS "reasonId", destination, notes, whole_vehicle AS "wholeVehicle", approval,
         checked_out_at AS "checkedOutAt", returned_at AS "returnedAt", booked_end AS "bookedEnd",
         cancelled_at AS "cancelledAt", created_at AS "createdAt", changed_at AS "changedAt",
         CASE WHEN part IN ('booker', 'originator') THEN passenger_ids ELSE ARRAY[$1::uuid] END AS "passengerIds",
         CASE WHEN part IN ('booker', 'originator') THEN cost_centre END AS "costCentre",
         CASE WHEN part IN ('booker', 'originator') THEN custom_fields END AS "customFields",
         CASE WHEN part IN ('booker', 'originator') THEN policy_override END AS "policyOverride",
         CASE WHEN part IN ('booker', 'originator') THEN cancelled_by END AS "cancelledBy",
         CASE WHEN part IN ('booker', 'originator') THEN cancellation_reason END AS "cancellationReason",
         CASE WHEN part = 'booker' THEN odometer END AS odometer,
         CASE WHEN part = 'booker' THEN return_notes END AS "returnNotes",
         part AS "yourPart"
    FROM bookings.bookings k,
         LATERAL (SELECT CASE WHEN booker_id = $1 THEN 'booker' WHEN originator_id = $1 THEN 'originator'
                              ELSE 'passenger' END AS part) p
   WHERE booker_id = $1 OR originator_id = $1 OR passenger_ids @> ARRAY[$1::uuid]
   ORDER BY lower(period), k.id`;
/** BK-9: the rules of the series. Their bookings are in the list of bookings. */
const SERIES = `
  SELECT id, vehicle_id AS "vehicleId", branch_id AS "branchId", booker_id AS "bookerId",
         originator_id AS "originatorId", lower(period) AS start, upper(period) AS end, rrule, time_zone AS "timeZone",
         created_at AS "createdAt", changed_at AS "changedAt",
         CASE WHEN booker_id = $1 THEN 'booker' ELSE 'originator' END AS "yourPart"
    FROM bookings.series WHERE booker_id = $1 OR originator_id = $1 ORDER BY created_at, id`;
/** History of the person's own bookings. What they did to others' bookings is exported as their acts. */
const OWN = `
  SELECT 'Booking', id FROM bookings.bookings WHERE booker_id = $1
   UNION ALL SELECT 'BookingSeries', id FROM bookings.series WHERE booker_id = $1
   UNION ALL SELECT 'WaitingEntry', id FROM bookings.waiting_entries WHERE user_id = $1
   UNION ALL SELECT 'CalendarFeed', id FROM bookings.calendar_feeds WHERE user_id = $1`;

/** ID-17: the bookings in which a person takes part, for the export of their data. Other people in them are left out. */
@Injectable()
export class BookingsOfPersonQueries {
  constructor(database: Database, personalData: PersonalData) {
    personalData.add('bookings', (userId) => database.query(BOOKINGS, [userId]));
    personalData.add('bookingSeries', (userId) => database.query(SERIES, [userId]));
    personalData.add('changesToMyBookings', (userId) => database.query(changesTo(OWN), [userId]));
  }
}
