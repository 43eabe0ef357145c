import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { ApprovalFlow, FlowDetails } from '../../domain/approval-flow.js';

const SELECT = `
  SELECT id, name, conditions, require_second_person AS "requireSecondPerson", steps, no_answer AS "noAnswer", version
    FROM approvals.flows`;

type FlowRow = Pick<ApprovalFlow, 'id' | 'version' | keyof FlowDetails>;

@Injectable()
export class FlowQueries {
  constructor(private readonly database: Database) {}

  /** Every flow, by name. Only holders of an organisation-wide permission get here, so rows need no filter. */
  async list(page: PageRequest): Promise<Page<FlowRow>> {
    const after = readCursor(page.cursor, z.tuple([z.string(), z.uuid()]));
    const rows = await this.database.query<FlowRow>(
      `${SELECT} WHERE $1::text IS NULL OR (sort_key, id) > (platform.sort_key($1), $2::uuid)
        ORDER BY sort_key, id LIMIT $3`,
      [after?.[0] ?? null, after?.[1] ?? null, page.limit + 1],
    );
    return pageFrom(rows, page.limit, ({ name, id }) => [name, id]);
  }

  /** Reads without a lock, so that bookings under one flow do not wait for each other. @throws NotFound */
  async flow(id: string): Promise<FlowRow> {
    const flow = await this.database.one<FlowRow>(`${SELECT} WHERE id = $1`, [id]);
    if (!flow) throw new NotFound();
    return flow;
  }

  /** How many vehicles use the flow, archived ones included. */
  async carriers(id: string): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      'SELECT count(*)::int AS count FROM fleet.vehicles WHERE approval_flow_id = $1',
      [id],
    );
    return row!.count;
  }
}
