import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { Vehicle } from '../domain/vehicle.js';

const SELECT = `
  SELECT id, branch_id AS "branchId", name, registration, kind, make, model, seats, transmission, fuel, odometer,
         group_ids AS "groupIds", approval_flow_id AS "approvalFlowId", state, version
    FROM fleet.vehicles`;
const COLUMNS = { branchId: 'branch_id' };
const CURSOR = z.tuple([z.string(), z.uuid()]);

@Injectable()
export class FleetQueries {
  constructor(private readonly database: Database) {}

  /** The vehicles that the actor may see, by name. */
  async list(actor: Actor, page: PageRequest & { branchId?: string | undefined }): Promise<Page<Vehicle>> {
    const filter = actor.filter('read', 'Vehicle', COLUMNS, 5);
    const after = readCursor(page.cursor, CURSOR);
    const rows = await this.database.query<Vehicle>(
      `${SELECT} WHERE ($1::uuid IS NULL OR branch_id = $1) AND ($2::text IS NULL OR (name, id) > ($2, $3::uuid))
          AND ${filter.sql} ORDER BY name, id LIMIT $4`,
      [page.branchId ?? null, after?.[0] ?? null, after?.[1] ?? null, page.limit + 1, ...filter.values],
    );
    return pageFrom(rows, page.limit, ({ name, id }) => [name, id]);
  }

  /** @throws NotFound */
  async vehicle(actor: Actor, id: string): Promise<Vehicle> {
    const vehicle = await this.database.one<Vehicle>(`${SELECT} WHERE id = $1`, [id]);
    if (!vehicle) throw new NotFound();
    actor.ensure('read', 'Vehicle', vehicle);
    return vehicle;
  }
}
