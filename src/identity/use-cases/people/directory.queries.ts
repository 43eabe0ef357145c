import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { searched } from '../../../platform/database/containing.js';
import { Database } from '../../../platform/database/database.js';
import { phoneDigits, searchKey } from '../../../platform/domain/names.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { UserState } from '../../domain/user-state.js';
import { USER_COLUMNS } from '../identity.queries.js';
import type { UserRow } from './user-views.js';

export interface UserFilter extends PageRequest {
  q?: string | undefined;
  state?: readonly UserState[] | undefined;
  roleId?: string | undefined;
  branchId?: string | undefined;
  groupId?: string | undefined;
}

/** The shortest word that the index on `search` can find. */
const TRIGRAM = 3;

const CURSOR = z.tuple([z.string(), z.uuid()]);

const longestWord = (text: string): number =>
  Math.max(
    ...searchKey(text)
      .split(' ')
      .map((word) => word.length),
  );

/**
 * The list of people (ID-19). It searches and sorts `identity.directory`, which a trigger derives from `identity.users` and
 * whose few columns make it faster; the users themselves are read only for the page.
 */
@Injectable()
export class DirectoryQueries {
  constructor(private readonly database: Database) {}

  /** The users whom the actor may see, by name. */
  async page(actor: Actor, { q, state, roleId, branchId, groupId, limit, cursor }: UserFilter): Promise<Page<UserRow>> {
    const values: unknown[] = [];
    const conditions = state ? [] : [`d.state <> 'deleted'`];
    const add = (condition: (parameter: string) => string, value: unknown) => {
      if (value !== undefined) conditions.push(condition(`$${values.push(value)}`));
    };
    add((p) => `d.state = ANY(${p}::text[])`, state);
    add((p) => `d.branch_id = ${p}`, branchId);
    add((p) => `d.role_ids @> ARRAY[${p}::uuid]`, roleId);
    add((p) => `d.group_ids @> ARRAY[${p}::uuid]`, groupId);
    if (q !== undefined) {
      const bind = (value: string) => `$${values.push(value)}`;
      const byWords = searched('d.search', q, bind);
      // Phone numbers are matched by their digits, however they are formatted.
      const digits = phoneDigits(q) ?? '';
      conditions.push(digits.length < TRIGRAM ? byWords : `(${byWords} OR d.search LIKE ${bind(`%${digits}%`)})`);
    }
    const after = readCursor(cursor, CURSOR);
    if (after) conditions.push(`(d.name, d.user_id) > ($${values.push(after[0])}, $${values.push(after[1])}::uuid)`);
    const filter = actor.filter('read', 'User', { branchId: 'd.branch_id', state: 'd.state' }, values.length + 1);
    const last = values.push(...filter.values, limit + 1);
    // Looks the word up first and then sorts the hits, if the word is long enough for trigrams: names with the same beginning
    // lie together, so reading the names in order could pass half of them before the first hit. Shorter words are common
    // enough to be found quickly. Planned for these values, because it depends on how common the word is.
    const fence = q && longestWord(q) >= TRIGRAM ? 'OFFSET 0' : '';
    const rows = await this.database.queryPlanned<UserRow>(
      `WITH page AS (
         SELECT user_id FROM (
           SELECT d.user_id, d.name FROM identity.directory d WHERE ${[...conditions, filter.sql].join(' AND ')} ${fence}
         ) found
         ORDER BY name, user_id LIMIT $${last})
       SELECT ${USER_COLUMNS} FROM page JOIN identity.users u ON u.id = page.user_id ORDER BY u.name, u.id`,
      values,
    );
    return pageFrom(rows, limit, ({ name, id }) => [name, id]);
  }
}
