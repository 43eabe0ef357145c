import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { BelongingDefinition } from './belonging-kinds.js';

export interface BelongingView {
  id: string;
  name: string;
  branchIds: string[];
  version: number;
}

const COLUMNS = 'id, name, branch_ids AS "branchIds", version';
const CURSOR = z.tuple([z.string(), z.uuid()]);

@Injectable()
export class BelongingQueries {
  constructor(private readonly database: Database) {}

  /** The ones that the actor may see, by name; with a branch, only those that belong to it. */
  async list(
    actor: Actor,
    { subject, table }: BelongingDefinition,
    page: PageRequest & { branchId?: string | undefined },
  ): Promise<Page<BelongingView>> {
    const filter = actor.filter('read', subject, { branchIds: { array: 'branch_ids' } }, 5);
    const after = readCursor(page.cursor, CURSOR);
    const rows = await this.database.query<BelongingView>(
      `SELECT ${COLUMNS} FROM ${table} WHERE ($1::text IS NULL OR (sort_key, id) > (platform.sort_key($1), $2::uuid))
          AND ($3::uuid IS NULL OR branch_ids @> ARRAY[$3::uuid]) AND ${filter.sql} ORDER BY sort_key, id LIMIT $4`,
      [after?.[0] ?? null, after?.[1] ?? null, page.branchId ?? null, page.limit + 1, ...filter.values],
    );
    const { items, nextCursor } = pageFrom(rows, page.limit, ({ name, id }) => [name, id]);
    return { items: items.map((belonging) => seenBy(actor, belonging)), nextCursor };
  }

  /** @throws NotFound */
  async one(actor: Actor, { subject, table }: BelongingDefinition, id: string): Promise<BelongingView> {
    const belonging = await this.database.one<BelongingView>(`SELECT ${COLUMNS} FROM ${table} WHERE id = $1`, [id]);
    if (!belonging) throw new NotFound();
    actor.ensure('read', subject, belonging);
    return seenBy(actor, belonging);
  }
}

/** RP-13: leaves out the branches that the actor may not see. */
const seenBy = (actor: Actor, belonging: BelongingView): BelongingView => ({
  ...belonging,
  branchIds: belonging.branchIds.filter((id) => actor.can('read', 'Branch', { id })),
});
