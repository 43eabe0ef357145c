import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** What a booking is that is put into the database past every rule: for past times, many, and states that take long. */
export interface Put {
  vehicleId: string;
  branchId: string;
  bookerId: string;
  start: Date;
  end: Date;
  reasonId: string;
  id?: string;
  originatorId?: string;
  state?: string;
  destination?: string | null;
  passengerIds?: string[];
  wholeVehicle?: boolean;
  notes?: string | null;
  costCentre?: string | null;
}

const PUT = `
  INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id, destination,
                                 passenger_ids, whole_vehicle, notes, cost_centre, version, created_at)
  SELECT r.id, r."vehicleId", r."branchId", r."bookerId", r."originatorId", tstzrange(r.start, r."end"), r.state,
         r."reasonId", r.destination, r."passengerIds", r."wholeVehicle", r.notes, r."costCentre", 1, now()
    FROM jsonb_to_recordset($1::jsonb)
      AS r(id uuid, "vehicleId" uuid, "branchId" uuid, "bookerId" uuid, "originatorId" uuid, start timestamptz,
           "end" timestamptz, state text, "reasonId" uuid, destination text, "passengerIds" uuid[],
           "wholeVehicle" boolean, notes text, "costCentre" text)`;

/** @returns their ids, in the order given */
export async function putBookings(db: Pool, bookings: readonly Put[]): Promise<string[]> {
  const rows = bookings.map((booking) => ({
    id: randomUUID(),
    originatorId: booking.bookerId,
    state: 'confirmed',
    passengerIds: [],
    wholeVehicle: false,
    ...booking,
  }));
  await db.query(PUT, [JSON.stringify(rows)]);
  return rows.map(({ id }) => id);
}
