import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { ApprovalFlow } from '../domain/approval-flow.js';

@Injectable()
export class FlowQueries {
  constructor(private readonly database: Database) {}

  /** Every flow, by name: the route's permission is the organisation's, so there are no rows to choose from. */
  async list(page: PageRequest): Promise<Page<ApprovalFlow>> {
    const after = readCursor(page.cursor, z.tuple([z.string()]));
    const rows = await this.database.query<ApprovalFlow>(
      `SELECT id, name, conditions, require_second_person AS "requireSecondPerson", version FROM approvals.flows
        WHERE $1::text IS NULL OR name > $1 ORDER BY name LIMIT $2`,
      [after?.[0] ?? null, page.limit + 1],
    );
    return pageFrom(rows, page.limit, ({ name }) => [name]);
  }
}
