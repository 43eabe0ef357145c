import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { BranchView } from './branches-api.js';
import { htmlOf } from './markdown.js';

export interface WelcomeView {
  id: string;
  markdown: string;
  html: string;
  version: number;
}

const BRANCHES = `
  SELECT id, name, code, time_zone AS "timeZone", open_to_sign_up AS "openToSignUp", state, version FROM branches.branches`;
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
      `${BRANCHES} WHERE ($1::text IS NULL OR (sort_key, id) > (platform.sort_key($1), $2::uuid)) AND ${filter.sql}
        ORDER BY sort_key, id LIMIT $3`,
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

  /** A branch's welcome message as text and as HTML. @throws NotFound */
  async welcomeMessage(actor: Actor, id: string): Promise<WelcomeView> {
    const branch = await this.database.one<{ id: string; markdown: string; version: number }>(
      'SELECT id, welcome_message AS markdown, version FROM branches.branches WHERE id = $1',
      [id],
    );
    if (!branch) throw new NotFound();
    actor.ensure('read', 'Branch', branch);
    return { ...branch, html: htmlOf(branch.markdown) };
  }

  /** The preview of a welcome message. @throws NotFound, Forbidden */
  async welcomePreview(actor: Actor, id: string, markdown: string): Promise<{ html: string }> {
    const branch = await this.branch(actor, id);
    actor.ensure('welcome', 'Branch', branch);
    return { html: htmlOf(markdown) };
  }
}
