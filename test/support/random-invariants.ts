import type { Pool } from 'pg';
import { QUOTA, type RandomWorld } from './random-acts.js';

const HOLDING = `state IN ('pending', 'confirmed', 'in_use')`;
/** Requests and occurrences of series requests that wait for a decision, by their booking. */
const WAITING = `
  SELECT booking_id, id AS request_id FROM approvals.requests WHERE state = 'pending'
   UNION SELECT booking_id, request_id FROM approvals.occurrences WHERE state = 'pending'`;

/** What must never be found: each question answers with what breaks a rule. */
const NEVER: Record<string, string> = {
  'BK-3: two bookings hold a vehicle at once': `
    SELECT a.id, b.id AS other FROM bookings.bookings a
      JOIN bookings.bookings b ON a.vehicle_id = b.vehicle_id AND a.id < b.id AND a.period && b.period
     WHERE a.${HOLDING} AND b.${HOLDING}`,
  'BK-8: more people than seats': `
    SELECT b.id FROM bookings.bookings b JOIN fleet.vehicles v ON v.id = b.vehicle_id
     WHERE b.${HOLDING} AND cardinality(b.passenger_ids) + 1 > v.seats`,
  'BK-8: somebody sits in a booking twice': `
    SELECT id FROM bookings.bookings b
     WHERE booker_id = ANY (passenger_ids)
        OR cardinality(passenger_ids) <> (SELECT count(DISTINCT p) FROM unnest(passenger_ids) AS p)`,
  'BK-5: more open bookings than the quota': `
    SELECT b.booker_id, count(*) FROM bookings.bookings b JOIN fleet.vehicles v ON v.id = b.vehicle_id
     WHERE v.policy_id = '$quota' AND b.${HOLDING} AND (b.state = 'in_use' OR upper(b.period) > now())
     GROUP BY 1 HAVING count(*) > ${QUOTA}`,
  'AP-2: a pending booking has not one open request': `
    SELECT b.id, count(w.request_id) FROM bookings.bookings b LEFT JOIN (${WAITING}) w ON w.booking_id = b.id
     WHERE b.state = 'pending' GROUP BY 1 HAVING count(w.request_id) <> 1`,
  'AP-8: a request waits for a booking that is not pending': `
    SELECT b.id, b.state, w.request_id FROM (${WAITING}) w JOIN bookings.bookings b ON b.id = w.booking_id
     WHERE b.state <> 'pending'`,
  'BK-14: an accepted entry has no booking': `
    SELECT id FROM bookings.waiting_entries WHERE (state = 'accepted') <> (booking_id IS NOT NULL)`,
  'ID-16: a version of a booking is not in the audit trail': `
    SELECT b.id, b.version, count(e.id) FROM bookings.bookings b
      LEFT JOIN platform.audit_entries e ON e.subject_type = 'Booking' AND e.subject_id = b.id
     GROUP BY 1, 2 HAVING count(e.id) < b.version`,
  'NO-1: an event is dead': `SELECT id, type, last_error FROM platform.outbox WHERE state = 'dead'`,
  // A listener writes that it has handled an event in the transaction that writes its emails.
  'NO-1: an event is settled, and a listener that emails about its kind has not handled it': `
    SELECT o.id, o.type, mailer.listener FROM platform.outbox o
      JOIN (SELECT DISTINCT e.type, h.listener FROM platform.outbox e
              JOIN platform.handled_events h ON h.event_id = e.id WHERE h.listener LIKE 'Mail%') mailer USING (type)
     WHERE o.state = 'done' AND NOT EXISTS (
       SELECT FROM platform.handled_events h WHERE h.event_id = o.id AND h.listener = mailer.listener)`,
  'NO-2: an event is mailed to somebody twice': `
    SELECT event_id, user_id, template FROM notifications.mails GROUP BY 1, 2, 3 HAVING count(*) > 1`,
};

/** Asked when every event is delivered. */
const NO_MAIL = `
  SELECT o.id, o.type FROM platform.outbox o
   WHERE o.type IN ('bookings.booking-confirmed', 'bookings.booking-declined', 'bookings.booking-cancelled')
     -- What changes with others of its series is told in one mail about the series.
     AND coalesce(o.payload->>'together', 'false') = 'false'
     AND NOT EXISTS (SELECT FROM notifications.mails m
                      WHERE m.event_id = o.id AND m.user_id = (o.payload->>'bookerId')::uuid)`;

const UNACKNOWLEDGED = `
  SELECT id AS lost FROM unnest($1::uuid[]) AS id WHERE NOT EXISTS (SELECT FROM bookings.bookings b WHERE b.id = id.id)
   UNION ALL SELECT id FROM bookings.bookings WHERE id = ANY ($2::uuid[]) AND state <> 'cancelled'`;

/** What breaks a rule now, in words; empty where nothing does. */
export async function brokenRules(db: Pool, world: RandomWorld): Promise<string[]> {
  const broken: string[] = [];
  for (const [rule, sql] of Object.entries(NEVER)) {
    const { rows } = await db.query(sql.replace('$quota', world.quotaPolicyId));
    if (rows.length > 0) broken.push(`${rule}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  const { rows } = await db.query(UNACKNOWLEDGED, [world.bookings, world.cancelled]);
  if (rows.length > 0) broken.push(`an acknowledged write is lost: ${JSON.stringify(rows.slice(0, 3))}`);
  return broken;
}

export async function missingMails(db: Pool): Promise<string[]> {
  return (await db.query<{ id: string; type: string }>(NO_MAIL)).rows.map(({ id, type }) => `${type} ${id}`);
}

export async function isSettled(db: Pool): Promise<boolean> {
  const { rows } = await db.query(`SELECT FROM platform.outbox WHERE state = 'pending' LIMIT 1`);
  return rows.length === 0;
}
