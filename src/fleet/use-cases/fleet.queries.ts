import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { containing, searched } from '../../platform/database/containing.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { plateKey } from '../../platform/domain/names.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { Unavailability } from '../domain/unavailability.js';
import { photoUrlOf, type Vehicle } from '../domain/vehicle.js';

const SELECT = `
  SELECT id, branch_id AS "branchId", name, registration, kind, make, model, seats, transmission, fuel, odometer,
         location_id AS "locationId", accessory_ids AS "accessoryIds", group_ids AS "groupIds",
         policy_id AS "policyId", approval_flow_id AS "approvalFlowId", photo_id AS "photoId", notes, state, version,
         created_at AS "createdAt"
    FROM fleet.vehicles`;
const COLUMNS = { branchId: 'branch_id' };
const BY_NAME = z.tuple([z.string(), z.uuid()]);
const BY_START = z.tuple([z.iso.datetime(), z.uuid()]);

export interface VehicleFilter extends PageRequest {
  branchId?: string | undefined;
  state?: readonly Vehicle['state'][] | undefined;
  /** Part of the vehicle's name, registration, make or model. */
  q?: string | undefined;
  kind?: string | undefined;
  groupId?: string | undefined;
  locationId?: string | undefined;
}

type Verb = 'releaseEvents' | 'readOdometer' | 'amend' | 'archive' | 'showPhoto' | 'ensureKept';
type VehicleRow = Omit<Vehicle, Verb | 'photoUrl'>;
type VehicleWithPhoto = VehicleRow & Pick<Vehicle, 'photoUrl'>;
const withPhoto = (row: VehicleRow): VehicleWithPhoto => ({ ...row, photoUrl: photoUrlOf(row.id, row.photoId) });

export type UnavailabilityView = Pick<Unavailability, 'id' | 'vehicleId' | 'start' | 'end' | 'note'>;

@Injectable()
export class FleetQueries {
  constructor(private readonly database: Database) {}

  /** The vehicles that the actor may see, by name; archived ones only on request. */
  async list(actor: Actor, { limit, cursor, ...wanted }: VehicleFilter): Promise<Page<VehicleWithPhoto>> {
    const values: unknown[] = [];
    const conditions = wanted.state ? [] : [`state <> 'archived'`];
    const add = (condition: (parameter: string) => string, value: unknown) => {
      if (value !== undefined) conditions.push(condition(`$${values.push(value)}`));
    };
    add((p) => `state = ANY(${p}::text[])`, wanted.state);
    add((p) => `branch_id = ${p}`, wanted.branchId);
    add((p) => `platform.name_key(kind) = platform.name_key(${p})`, wanted.kind);
    add((p) => `group_ids @> ARRAY[${p}::uuid]`, wanted.groupId);
    add((p) => `location_id = ${p}`, wanted.locationId);
    if (wanted.q !== undefined) {
      const bind = (value: string) => `$${values.push(value)}`;
      const byWords = searched('search', wanted.q, bind);
      // Finds registrations also without their spaces and dashes.
      const plate = plateKey(wanted.q);
      conditions.push(plate ? `(${byWords} OR search LIKE ${bind(containing(plate))})` : byWords);
    }
    const after = readCursor(cursor, BY_NAME);
    if (after)
      conditions.push(
        `(sort_key, id) > (platform.sort_key($${values.push(after[0])}), $${values.push(after[1])}::uuid)`,
      );
    const filter = actor.filter('read', 'Vehicle', COLUMNS, values.length + 1);
    const last = values.push(...filter.values, limit + 1);
    const where = [...conditions, filter.sql].join(' AND ');
    // Planned for its values: in a large fleet, a filter may leave a few vehicles or all.
    const rows = await this.database.queryPlanned<VehicleRow>(
      `${SELECT} WHERE ${where} ORDER BY sort_key, id LIMIT $${last}`,
      values,
    );
    return pageFrom(rows.map(withPhoto), limit, ({ name, id }) => [name, id]);
  }

  /** The kinds of the vehicles that the actor may see; spellings that differ only in case count once. */
  async kinds(actor: Actor, branchId?: string): Promise<string[]> {
    const filter = actor.filter('read', 'Vehicle', COLUMNS, 2);
    const rows = await this.database.query<{ kind: string }>(
      `SELECT DISTINCT ON (platform.name_key(kind)) kind FROM fleet.vehicles
        WHERE state <> 'archived' AND ($1::uuid IS NULL OR branch_id = $1) AND ${filter.sql}
        ORDER BY platform.name_key(kind), kind`,
      [branchId ?? null, ...filter.values],
    );
    return rows.map(({ kind }) => kind);
  }

  /** @throws NotFound */
  async vehicle(actor: Actor, id: string): Promise<VehicleWithPhoto> {
    const vehicle = await this.database.one<VehicleRow>(`${SELECT} WHERE id = $1`, [id]);
    if (!vehicle) throw new NotFound();
    actor.ensure('read', 'Vehicle', vehicle);
    return withPhoto(vehicle);
  }

  /** The photo of a vehicle, for anyone who may see the vehicle. @throws NotFound */
  async photo(actor: Actor, vehicleId: string): Promise<{ id: string; image: Buffer }> {
    await this.vehicle(actor, vehicleId);
    const photo = await this.database.one<{ id: string; image: Buffer }>(
      'SELECT id, image FROM fleet.vehicle_photos WHERE vehicle_id = $1',
      [vehicleId],
    );
    if (!photo) throw new NotFound();
    return photo;
  }

  /**
   * The periods in which a vehicle is out of service, earliest first, for anyone who may see the vehicle. @throws NotFound
   */
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
