import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';

/** A delegation with the names of both. */
export interface DelegationView {
  id: string;
  delegatorId: string;
  delegatorName: string;
  delegateId: string;
  delegateName: string;
  start: Date;
  end: Date;
  endedAt: Date | null;
  version: number;
}

const RUNNING = `d.ended_at IS NULL AND d.period @> now()`;
const LIST = `
  SELECT d.id, d.delegator_id AS "delegatorId", g.name AS "delegatorName", d.delegate_id AS "delegateId",
         t.name AS "delegateName", lower(d.period) AS start, upper(d.period) AS end, d.ended_at AS "endedAt", d.version
    FROM approvals.delegations d
    JOIN identity.users g ON g.id = d.delegator_id
    JOIN identity.users t ON t.id = d.delegate_id`;
const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);

@Injectable()
export class DelegationQueries {
  constructor(private readonly database: Database) {}

  /** The delegations that somebody gave or received, newest first. */
  async list(userId: string, { limit, cursor }: PageRequest): Promise<Page<DelegationView>> {
    const before = readCursor(cursor, CURSOR);
    const rows = await this.database.query<DelegationView>(
      `${LIST}
        WHERE (d.delegator_id = $1 OR d.delegate_id = $1)
          AND ($2::timestamptz IS NULL OR (lower(d.period), d.id) < ($2, $3::uuid))
        ORDER BY lower(d.period) DESC, d.id DESC LIMIT $4`,
      [userId, before?.[0] ?? null, before?.[1] ?? null, limit + 1],
    );
    return pageFrom(rows, limit, ({ start, id }) => [start.toISOString(), id]);
  }

  view(id: string): Promise<DelegationView | undefined> {
    return this.database.one<DelegationView>(`${LIST} WHERE d.id = $1`, [id]);
  }

  /** The people for whom somebody is the delegate now. */
  async delegatorsOf(userId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT d.delegator_id AS id FROM approvals.delegations d WHERE d.delegate_id = $1 AND ${RUNNING}`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  /** The delegates of these people now. */
  async standInsOf(userIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.database.query<{ id: string; standIns: string[] }>(
      `SELECT d.delegator_id AS id, array_agg(DISTINCT d.delegate_id)::text[] AS "standIns"
         FROM approvals.delegations d WHERE d.delegator_id = ANY ($1::uuid[]) AND ${RUNNING} GROUP BY d.delegator_id`,
      [userIds],
    );
    return new Map(rows.map(({ id, standIns }) => [id, standIns]));
  }
}
