import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { changesTo } from '../../../platform/work/changes-of-person.js';
import { PersonalData } from '../../../platform/work/personal-data.js';

/**
 * Anyone who decided an earlier step is among the excluded. The requester may read all notes on a request; an approver gets
 * only their own notes and those made in their name.
 */
const REQUESTS = `
  SELECT id, booking_id AS "bookingId", series_id AS "seriesId", vehicle_id AS "vehicleId", branch_id AS "branchId",
         booker_id AS "bookerId", originator_id AS "originatorId", lower(period) AS start, upper(period) AS end, state,
         reasons, decided_by AS "decidedBy", decided_for AS "decidedFor", decided_at AS "decidedAt",
         CASE WHEN $1 IN (booker_id, originator_id, decided_by, decided_for) THEN note END AS note,
         CASE WHEN $1 IN (booker_id, originator_id) THEN steps
              ELSE jsonb_path_query_array(steps, '$[*] ? (@.decidedBy == $me || @.decidedFor == $me)',
                                          jsonb_build_object('me', $1::uuid)) END AS steps,
         lapses_at AS "lapsesAt", created_at AS "createdAt",
         CASE WHEN decided_by = $1 THEN 'approver' WHEN decided_for = $1 THEN 'approver, by a stand-in'
              WHEN booker_id = $1 THEN 'booker' WHEN originator_id = $1 THEN 'originator'
              ELSE 'approver of a step' END AS "yourPart"
    FROM approvals.requests
   WHERE booker_id = $1 OR originator_id = $1 OR decided_by = $1 OR decided_for = $1 OR excluded @> ARRAY[$1::uuid]
   ORDER BY lower(period), id`;
/** Bookings of a series: the person's own, and those that they decided on their own. */
const OCCURRENCES = `
  SELECT o.request_id AS "requestId", o.booking_id AS "bookingId", lower(o.period) AS start, upper(o.period) AS end, o.state,
         o.reasons, o.decided_by AS "decidedBy", o.decided_for AS "decidedFor", o.decided_at AS "decidedAt", o.note
    FROM approvals.occurrences o JOIN approvals.requests r ON r.id = o.request_id
   WHERE r.booker_id = $1 OR r.originator_id = $1 OR o.decided_by = $1 OR o.decided_for = $1
   ORDER BY lower(o.period), o.id`;
const DELEGATIONS = `
  SELECT id, delegator_id AS "delegatorId", delegate_id AS "delegateId", lower(period) AS start, upper(period) AS end,
         ended_at AS "endedAt", created_at AS "createdAt"
    FROM approvals.delegations WHERE delegator_id = $1 OR delegate_id = $1 ORDER BY created_at, id`;
const LINKS = `
  SELECT id, request_id AS "requestId", step, created_at AS "mailedAt", expires_at AS "expiresAt", used_at AS "usedAt"
    FROM approvals.decision_links WHERE user_id = $1 ORDER BY created_at, id`;
/** Requests for bookings of the person. What they did to other people's requests is in their history. */
const OWN = `
  SELECT 'ApprovalRequest', id FROM approvals.requests WHERE booker_id = $1
   UNION ALL SELECT 'RequestOccurrence', o.id
               FROM approvals.occurrences o JOIN approvals.requests r ON r.id = o.request_id WHERE r.booker_id = $1
   UNION ALL SELECT 'Delegation', id FROM approvals.delegations WHERE delegator_id = $1 OR delegate_id = $1
   UNION ALL SELECT 'DecisionLink', id FROM approvals.decision_links WHERE user_id = $1`;

/** ID-17: what this context stores about a person, for the export of their data. */
@Injectable()
export class RequestsOfPersonQueries {
  constructor(database: Database, personalData: PersonalData) {
    personalData.add('approvalRequests', (userId) => database.query(REQUESTS, [userId]));
    personalData.add('approvalOccurrences', (userId) => database.query(OCCURRENCES, [userId]));
    personalData.add('approvalDelegations', (userId) => database.query(DELEGATIONS, [userId]));
    personalData.add('approvalLinks', (userId) => database.query(LINKS, [userId]));
    personalData.add('changesToMyApprovals', (userId) => database.query(changesTo(OWN), [userId]));
  }
}
