import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { BranchView } from './branches-api.js';

export interface GroupView {
  id: string;
  name: string;
  branchIds: string[];
  version: number;
}

const BRANCHES = `
  SELECT id, name, code, time_zone AS "timeZone", open_to_sign_up AS "openToSignUp", state, version FROM branches.branches`;
const GROUPS = 'SELECT id, name, branch_ids AS "branchIds", version FROM branches.groups';
const CURSOR = z.tuple([z.string(), z.uuid()]);
const byName = ({ name, id }: { name: string; id: string }) => [name, id] as const;

@Injectable()
export class BranchesQueries {
  constructor(private readonly database: Database) {}

  /** The branches that the actor may see, by name. */
  async branches(actor: Actor, { limit, cursor }: PageRequest): Promise<Page<BranchView>> {
    const filter = actor.filter('read', 'Branch', { id: 'id' }, 4);
    const after = readCursor(cursor, CURSOR);
    const rows = await this.database.query<BranchView>(
      `${BRANCHES} WHERE ($1::text IS NULL OR (name, id) > ($1, $2::uuid)) AND ${filter.sql} ORDER BY name, id LIMIT $3`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1, ...filter.values],
    );
    return pageFrom(rows, limit, byName);
  }

  /** @throws NotFound */
  async branch(actor: Actor, id: string): Promise<BranchView> {
    const branch = await this.database.one<BranchView>(`${BRANCHES} WHERE id = $1`, [id]);
    if (!branch) throw new NotFound();
    actor.ensure('read', 'Branch', branch);
    return branch;
  }

  /** The groups that the actor may see, by name; with a branch, those that exist in it. */
  async groups(actor: Actor, page: PageRequest & { branchId?: string | undefined }): Promise<Page<GroupView>> {
    const filter = actor.filter('read', 'Group', { branchIds: { array: 'branch_ids' } }, 5);
    const after = readCursor(page.cursor, CURSOR);
    const rows = await this.database.query<GroupView>(
      `${GROUPS} WHERE ($1::citext IS NULL OR (name, id) > ($1::citext, $2::uuid))
          AND ($3::uuid IS NULL OR branch_ids @> ARRAY[$3::uuid]) AND ${filter.sql} ORDER BY name, id LIMIT $4`,
      [after?.[0] ?? null, after?.[1] ?? null, page.branchId ?? null, page.limit + 1, ...filter.values],
    );
    const { items, nextCursor } = pageFrom(rows, page.limit, byName);
    return { items: items.map((group) => asSeenBy(actor, group)), nextCursor };
  }

  /** @throws NotFound */
  async group(actor: Actor, id: string): Promise<GroupView> {
    const group = await this.database.one<GroupView>(`${GROUPS} WHERE id = $1`, [id]);
    if (!group) throw new NotFound();
    actor.ensure('read', 'Group', group);
    return asSeenBy(actor, group);
  }
}

/** RP-13: a group of several branches does not tell of those that the actor may not see. */
const asSeenBy = (actor: Actor, group: GroupView): GroupView => ({
  ...group,
  branchIds: group.branchIds.filter((id) => actor.can('read', 'Branch', { id })),
});
