import type { Tx } from '../../platform/work/tx.js';

/** A booking that holds its vehicle, now or later. */
export interface Hold {
  id: string;
  start: Date;
  end: Date;
}

/** The most bookings that a refusal names. */
const NAMED = 50;
const SELECT = 'SELECT id, lower(period) AS start, upper(period) AS end FROM bookings.bookings';

/** The bookings that take the vehicle at any time between two instants, earliest first. */
export const holdsBetween = (tx: Tx, vehicleId: string, from: string, to: string): Promise<Hold[]> =>
  tx.query<Hold>(
    `${SELECT} WHERE vehicle_id = $1 AND period && tstzrange($2::timestamptz, $3::timestamptz)
                 AND state IN ('pending', 'confirmed', 'in_use') ORDER BY lower(period) LIMIT ${NAMED}`,
    [vehicleId, from, to],
  );

const IS_OPEN = `(state = 'in_use' OR state IN ('pending', 'confirmed') AND upper(period) > now())`;

/** Bookings that are not over. A vehicle that is out belongs to its booking until it is back. */
export const openHolds = (tx: Tx, vehicleId: string): Promise<Hold[]> =>
  tx.query<Hold>(`${SELECT} WHERE vehicle_id = $1 AND ${IS_OPEN} ORDER BY lower(period) LIMIT ${NAMED}`, [vehicleId]);

/** Open bookings with more people than this, driver included. */
export const holdsOfMore = (tx: Tx, vehicleId: string, people: number): Promise<Hold[]> =>
  tx.query<Hold>(
    `${SELECT} WHERE vehicle_id = $1 AND ${IS_OPEN} AND cardinality(passenger_ids) + 1 > $2
               ORDER BY lower(period) LIMIT ${NAMED}`,
    [vehicleId, people],
  );
