import type { Tx } from '../../platform/work/tx.js';

/** A booking that holds its vehicle, now or later. */
export interface Hold {
  id: string;
  start: Date;
  end: Date;
}

/** As many as a refusal names. */
const NAMED = 50;
const SELECT = 'SELECT id, lower(period) AS start, upper(period) AS end FROM bookings.bookings';

/** The bookings that hold the vehicle at any time from one instant to another, earliest first. */
export const holdsBetween = (tx: Tx, vehicleId: string, from: string, to: string): Promise<Hold[]> =>
  tx.query<Hold>(
    `${SELECT} WHERE vehicle_id = $1 AND period && tstzrange($2::timestamptz, $3::timestamptz)
                 AND state IN ('pending', 'confirmed', 'in_use') ORDER BY lower(period) LIMIT ${NAMED}`,
    [vehicleId, from, to],
  );

const IS_OPEN = `(state = 'in_use' OR state IN ('pending', 'confirmed') AND upper(period) > now())`;

/** Those that are not over: somebody has the vehicle, or will have it. One that is out is theirs until it is back. */
export const openHolds = (tx: Tx, vehicleId: string): Promise<Hold[]> =>
  tx.query<Hold>(`${SELECT} WHERE vehicle_id = $1 AND ${IS_OPEN} ORDER BY lower(period) LIMIT ${NAMED}`, [vehicleId]);

/** The open ones in which more people travel than so many, the driver among them. */
export const holdsOfMore = (tx: Tx, vehicleId: string, people: number): Promise<Hold[]> =>
  tx.query<Hold>(
    `${SELECT} WHERE vehicle_id = $1 AND ${IS_OPEN} AND cardinality(passenger_ids) + 1 > $2
               ORDER BY lower(period) LIMIT ${NAMED}`,
    [vehicleId, people],
  );
