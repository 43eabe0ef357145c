import type { RequestState } from '../domain/request-states.js';

/** The columns of a request with the names behind its ids, and the joins on `approvals.requests r` that they need. */
const COLUMNS = `
         r.id, r.booking_id AS "bookingId", r.series_id AS "seriesId", r.occurrence_count AS "occurrenceCount",
         r.waiting_count AS "waitingCount", r.vehicle_id AS "vehicleId", r.branch_id AS "branchId",
         r.booker_id AS "bookerId", lower(r.period) AS start, upper(r.period) AS end, r.state, r.reasons,
         r.steps, r.step, r.step_role_id AS "stepRoleId", r.excluded, r.lapses_at AS "lapsesAt",
         r.decided_by AS "decidedBy", r.decided_for AS "decidedFor", r.decided_at AS "decidedAt", r.note,
         r.created_at AS "createdAt", r.version,
         v.name AS "vehicleName", v.registration, v.registration AS "vehicleRegistration", br.name AS "branchName",
         br.time_zone AS "timeZone", u.name AS "bookerName", o.name AS "originatorName", why.name AS "reasonName",
         d.name AS "decidedByName", b.destination, b.notes`;
const JOINS = `
    JOIN bookings.bookings b ON b.id = r.booking_id
    JOIN fleet.vehicles v ON v.id = r.vehicle_id
    JOIN branches.branches br ON br.id = r.branch_id
    JOIN bookings.reasons why ON why.id = b.reason_id
    JOIN identity.users u ON u.id = r.booker_id
    JOIN identity.users o ON o.id = r.originator_id
    LEFT JOIN identity.users d ON d.id = r.decided_by`;

export const REQUEST = `SELECT ${COLUMNS} FROM approvals.requests r ${JOINS} WHERE r.id = $1`;

/**
 * Finds the page first, with an index and a plan for its filters, then reads the details with a plan that is made only once:
 * planning eight joins would take longer than running them.
 */
export const pageOf = (where: string, limit: string): string =>
  `SELECT r.id FROM approvals.requests r WHERE ${where} ORDER BY lower(r.period), r.id LIMIT ${limit}`;

/** The states are part of the text, not parameters: only then does PostgreSQL use the partial index of waiting requests. */
export const isOneOf = (column: string, states: readonly RequestState[]): string =>
  `${column} IN (${states.map((state) => `'${state}'`).join(', ')})`;

/**
 * Requests that end after an instant. For a series, any of its bookings in such a state counts, not only the one that it
 * shows, if it begins before `to`.
 */
export const endsAfter = (states: readonly RequestState[], from: string, to = "'infinity'"): string => `
  (upper(r.period) > ${from}::timestamptz OR r.series_id IS NOT NULL AND EXISTS (
     SELECT FROM approvals.occurrences o WHERE o.request_id = r.id AND ${isOneOf('o.state', states)}
        AND upper(o.period) > ${from}::timestamptz AND lower(o.period) < ${to}::timestamptz))`;

export const TOLD = `
  SELECT ${COLUMNS} FROM approvals.requests r ${JOINS} WHERE r.id = ANY ($1::uuid[]) ORDER BY lower(r.period), r.id`;

/** The bookings of a request for a series. */
export const OCCURRENCES = `
  SELECT o.booking_id AS "bookingId", lower(o.period) AS start, upper(o.period) AS end, o.state, o.reasons,
         o.lapses_at AS "lapsesAt", o.decided_by AS "decidedBy", o.decided_for AS "decidedFor", o.decided_at AS "decidedAt",
         o.note
    FROM approvals.occurrences o WHERE o.request_id = $1 ORDER BY lower(o.period), o.id`;

/** Other bookings of the vehicle around that time. */
export const OTHER_BOOKINGS = `
  SELECT k.id AS "bookingId", lower(k.period) AS start, upper(k.period) AS end, k.state, u.name AS "bookerName"
    FROM bookings.bookings k JOIN identity.users u ON u.id = k.booker_id
   WHERE k.vehicle_id = $1 AND k.id <> $2 AND k.state IN ('pending', 'confirmed', 'in_use')
     AND k.period && tstzrange($3::timestamptz - interval '1 day', $4::timestamptz + interval '1 day')
   ORDER BY lower(k.period), k.id LIMIT 50`;

/** The same around each booking of a series that waits or was last settled, without the series' own bookings. */
export const OTHER_BOOKINGS_OF_SERIES = `
  WITH around AS (
    SELECT DISTINCT b.id FROM approvals.occurrences o
      JOIN bookings.bookings b ON b.vehicle_id = $1 AND b.state IN ('pending', 'confirmed', 'in_use')
       AND b.period && tstzrange(lower(o.period) - interval '1 day', upper(o.period) + interval '1 day')
     WHERE o.request_id = $2 AND o.state = $3 AND b.series_id IS DISTINCT FROM $4)
  SELECT k.id AS "bookingId", lower(k.period) AS start, upper(k.period) AS end, k.state, u.name AS "bookerName"
    FROM around JOIN bookings.bookings k USING (id) JOIN identity.users u ON u.id = k.booker_id
   ORDER BY lower(k.period), k.id LIMIT 50`;

/** The booker's other bookings of the last 90 days and those ahead; the caller adds which branches count. */
export const RECORD = `
  SELECT count(*)::int AS bookings, count(*) FILTER (WHERE k.state = 'cancelled')::int AS cancelled,
         count(*) FILTER (WHERE k.state = 'declined')::int AS declined,
         count(*) FILTER (WHERE k.state = 'no_show')::int AS "noShows"
    FROM bookings.bookings k
   WHERE k.booker_id = $1 AND lower(k.period) > now() - interval '90 days' AND k.id <> $2
     AND ($3::uuid IS NULL OR k.series_id IS DISTINCT FROM $3)`;

/** The bookings that a decision of the request `r` is about. */
const WAITING_BOOKINGS = `
  CASE WHEN r.series_id IS NULL THEN ARRAY[r.booking_id]
       ELSE ARRAY(SELECT booking_id FROM approvals.occurrences WHERE request_id = r.id AND state = 'pending')
  END::text[] AS "bookingIds"`;

export const PLACE = `SELECT ${WAITING_BOOKINGS}, r.step FROM approvals.requests r WHERE r.id = $1`;

export const OVERDUE = `
  SELECT id, CASE WHEN series_id IS NULL THEN ARRAY[booking_id]
                  ELSE ARRAY(SELECT booking_id FROM approvals.occurrences
                              WHERE request_id = r.id AND state = 'pending' AND lapses_at <= $1)
             END::text[] AS "bookingIds"
    FROM approvals.requests r
   WHERE state = 'pending' AND lapses_at <= $1 ORDER BY lapses_at, id LIMIT 100`;

export const TO_CHASE = `
  SELECT id, booking_id AS "bookingId" FROM approvals.requests
   WHERE state = 'pending' AND lapses_at > $1 AND (reminders_at[1] <= $1 OR escalates_at <= $1)
   ORDER BY lapses_at, id LIMIT 100`;

export const WAITING_GROUPS = `
  SELECT branch_id AS "branchId", step_role_id AS "stepRoleId", stranded_at IS NOT NULL AS stranded,
         max(cardinality(excluded))::int AS "mostExcluded"
    FROM approvals.requests WHERE state = 'pending' AND lapses_at > now()
   GROUP BY branch_id, step_role_id, stranded_at IS NOT NULL`;

/** A mailed link with the request that it is about. */
export const LINK = `
  SELECT l.id, l.user_id AS "userId", l.request_id AS "requestId", l.step, l.used_at AS "usedAt",
         ${WAITING_BOOKINGS}
    FROM approvals.decision_links l JOIN approvals.requests r ON r.id = l.request_id
   WHERE l.token_hash = $1`;

/** When the last booking of the request `r` lapses. */
export const CLOSES_AT = `
  coalesce((SELECT max(o.lapses_at) FROM approvals.occurrences o WHERE o.request_id = r.id AND o.state = 'pending'),
           r.lapses_at)`;

export const WAITING = `
  SELECT id, booking_id AS "bookingId", branch_id AS "branchId", step, step_role_id AS "stepRoleId", excluded, "closesAt"
    FROM (SELECT r.*, ${CLOSES_AT} AS "closesAt" FROM approvals.requests r WHERE r.id = $1 AND r.state = 'pending') r
   WHERE "closesAt" > now()`;

/** The names behind the ids of requests that were just decided. */
export const NAMES = `
  SELECT r.id, br.time_zone AS "timeZone", br.name AS "branchName", v.name AS "vehicleName", v.registration,
         u.name AS "bookerName"
    FROM approvals.requests r
    JOIN fleet.vehicles v ON v.id = r.vehicle_id
    JOIN branches.branches br ON br.id = r.branch_id
    JOIN identity.users u ON u.id = r.booker_id
   WHERE r.id = ANY ($1::uuid[])`;
