import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { PersonalData } from '../../platform/work/personal-data.js';

const REQUESTS = `
  SELECT id, booking_id AS "bookingId", vehicle_id AS "vehicleId", lower(period) AS start, upper(period) AS end, state,
         reasons, decided_at AS "decidedAt", note, created_at AS "createdAt",
         CASE WHEN decided_by = $1 THEN 'approver' WHEN booker_id = $1 THEN 'booker' ELSE 'originator' END AS "yourPart"
    FROM approvals.requests WHERE booker_id = $1 OR originator_id = $1 OR decided_by = $1
   ORDER BY lower(period), id`;

/** ID-17: the requests for somebody's bookings and those that they decided, for the export of their data. */
@Injectable()
export class RequestsOfPersonQueries {
  constructor(database: Database, personalData: PersonalData) {
    personalData.add('approvalRequests', (userId) => database.query(REQUESTS, [userId]));
  }
}
