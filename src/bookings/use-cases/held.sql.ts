export const HOLDING = `('pending', 'confirmed', 'in_use')`;

/** A booking `k` whose vehicle is still out after its end. */
export const IS_OVERDUE = `k.state = 'in_use' AND upper(k.period) <= now()`;

/**
 * How long a booking `k` takes its vehicle: for its period; and while the vehicle is overdue, until now (BK-2). Nobody knows
 * when it comes back, so later bookings are not refused.
 */
export const KEPT = `
  CASE WHEN ${IS_OVERDUE} THEN tstzrange(lower(k.period), now() + interval '1 millisecond') ELSE k.period END`;

/**
 * Whether a booking takes the vehicle at any time in the period. Written as two subqueries, so that each uses an index.
 *
 * @param vehicle @param period SQL expressions
 */
export const heldDuring = (vehicle: string, period: string): string => `
  (EXISTS (SELECT FROM bookings.bookings k
            WHERE k.vehicle_id = ${vehicle} AND k.period && ${period} AND k.state IN ${HOLDING})
   OR EXISTS (SELECT FROM bookings.bookings k
               WHERE k.vehicle_id = ${vehicle} AND ${IS_OVERDUE} AND ${KEPT} && ${period}))`;
