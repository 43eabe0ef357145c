import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { PersonalData } from '../../platform/work/personal-data.js';

const BOOKINGS = `
  SELECT id, vehicle_id AS "vehicleId", branch_id AS "branchId", lower(period) AS start, upper(period) AS end, state,
         reason_id AS "reasonId", destination, cost_centre AS "costCentre", notes, approval,
         cancelled_at AS "cancelledAt", cancellation_reason AS "cancellationReason", created_at AS "createdAt",
         CASE WHEN booker_id = $1 THEN 'booker' WHEN passenger_ids @> ARRAY[$1::uuid] THEN 'passenger'
              ELSE 'originator' END AS "yourPart"
    FROM bookings.bookings
   WHERE booker_id = $1 OR originator_id = $1 OR passenger_ids @> ARRAY[$1::uuid]
   ORDER BY lower(period), id`;

/** ID-17: the bookings that somebody has a part in, for the export of their data. Who else is in them is theirs. */
@Injectable()
export class BookingsOfPersonQueries {
  constructor(database: Database, personalData: PersonalData) {
    personalData.add('bookings', (userId) => database.query(BOOKINGS, [userId]));
  }
}
