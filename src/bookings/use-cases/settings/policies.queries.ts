import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { PolicyLimits } from '../../domain/policy-limits.js';

export interface PolicyRow {
  id: string;
  name: string;
  limits: PolicyLimits;
  version: number;
}

const CURSOR = z.tuple([z.string(), z.uuid()]);

@Injectable()
export class PolicyQueries {
  constructor(private readonly database: Database) {}

  /** By name. */
  async list(page: PageRequest): Promise<Page<PolicyRow>> {
    const after = readCursor(page.cursor, CURSOR);
    const rows = await this.database.query<PolicyRow>(
      `SELECT id, name, limits, version FROM bookings.policies
        WHERE $1::text IS NULL OR (sort_key, id) > (platform.sort_key($1), $2::uuid) ORDER BY sort_key, id LIMIT $3`,
      [after?.[0] ?? null, after?.[1] ?? null, page.limit + 1],
    );
    return pageFrom(rows, page.limit, ({ name, id }) => [name, id]);
  }

  /** Whether any vehicle uses it. Call it with the policy locked, so that no vehicle gets it meanwhile. */
  async isUsed(id: string): Promise<boolean> {
    const row = await this.database.one<{ used: boolean }>(
      'SELECT EXISTS (SELECT FROM fleet.vehicles WHERE policy_id = $1) AS used',
      [id],
    );
    return row!.used;
  }
}
