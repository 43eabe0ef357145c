import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { Unavailability } from '../domain/unavailability.js';
import type { Vehicle } from '../domain/vehicle.js';

const SELECT = `
  SELECT id, branch_id AS "branchId", name, registration, kind, make, model, seats, transmission, fuel, odometer,
         location_id AS "locationId", accessory_ids AS "accessoryIds", group_ids AS "groupIds",
         policy_id AS "policyId", approval_flow_id AS "approvalFlowId", photo_url AS "photoUrl", notes, state, version,
         created_at AS "createdAt"
    FROM fleet.vehicles`;
const COLUMNS = { branchId: 'branch_id' };
const BY_NAME = z.tuple([z.string(), z.uuid()]);
const BY_START = z.tuple([z.iso.datetime(), z.uuid()]);

export interface VehicleFilter extends PageRequest {
  branchId?: string | undefined;
  state?: Vehicle['state'] | undefined;
}

export type UnavailabilityView = Pick<Unavailability, 'id' | 'vehicleId' | 'start' | 'end' | 'note'>;

@Injectable()
export class FleetQueries {
  constructor(private readonly database: Database) {}

  /** The vehicles that the actor may see, by name; archived ones only where they are asked for. */
  async list(actor: Actor, { branchId, state, limit, cursor }: VehicleFilter): Promise<Page<Vehicle>> {
    const filter = actor.filter('read', 'Vehicle', COLUMNS, 6);
    const after = readCursor(cursor, BY_NAME);
    const rows = await this.database.query<Vehicle>(
      `${SELECT} WHERE ($1::uuid IS NULL OR branch_id = $1) AND ($2::text IS NULL OR (name, id) > ($2, $3::uuid))
          AND CASE WHEN $4::text IS NULL THEN state <> 'archived' ELSE state = $4 END
          AND ${filter.sql} ORDER BY name, id LIMIT $5`,
      [branchId ?? null, after?.[0] ?? null, after?.[1] ?? null, state ?? null, limit + 1, ...filter.values],
    );
    return pageFrom(rows, limit, ({ name, id }) => [name, id]);
  }

  /** @throws NotFound */
  async vehicle(actor: Actor, id: string): Promise<Vehicle> {
    const vehicle = await this.database.one<Vehicle>(`${SELECT} WHERE id = $1`, [id]);
    if (!vehicle) throw new NotFound();
    actor.ensure('read', 'Vehicle', vehicle);
    return vehicle;
  }

  /** When a vehicle is out of service, earliest first: whoever may see it may see that. @throws NotFound */
  async unavailability(
    actor: Actor,
    vehicleId: string,
    { from, to, limit, cursor }: PageRequest & { from?: Date | undefined; to?: Date | undefined },
  ): Promise<Page<UnavailabilityView>> {
    await this.vehicle(actor, vehicleId);
    const after = readCursor(cursor, BY_START);
    const rows = await this.database.query<UnavailabilityView>(
      `SELECT id, vehicle_id AS "vehicleId", lower(period) AS start, upper(period) AS end, note
         FROM fleet.unavailability
        WHERE vehicle_id = $1 AND period && tstzrange($2, $3)
          AND ($4::timestamptz IS NULL OR (lower(period), id) > ($4, $5::uuid))
        ORDER BY lower(period), id LIMIT $6`,
      [vehicleId, from ?? null, to ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageFrom(rows, limit, ({ start, id }) => [start.toISOString(), id]);
  }
}
