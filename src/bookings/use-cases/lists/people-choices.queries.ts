import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { searched } from '../../../platform/database/containing.js';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import { Where } from './where.js';

export const choicePurposes = ['booker', 'passenger'] as const;

/** A person to choose from a list; nothing else about them is told. */
export interface PersonChoice {
  id: string;
  name: string;
}

export interface ChoiceFilter extends PageRequest {
  q?: string | undefined;
  for: (typeof choicePurposes)[number];
}

const CURSOR = z.tuple([z.string(), z.uuid()]);

/** Whom the actor may book for or take along: the checks of `domain/booking-checks.ts` as a list (RP-13). */
@Injectable()
export class PeopleChoiceQueries {
  constructor(private readonly database: Database) {}

  /** By name. Only names are searched, so that nobody finds out an address or a phone number. */
  async page(actor: Actor, { q, for: purpose, limit, cursor }: ChoiceFilter): Promise<Page<PersonChoice>> {
    const where = new Where();
    where.and(`d.state IN ('verified', 'contact') AND d.branch_id IS NOT NULL`);
    const rule =
      purpose === 'booker'
        ? where.expression(actor, 'book_for', 'User', { branchId: 'd.branch_id', state: 'd.state' })
        : where.expression(actor, 'read', 'Branch', { id: 'd.branch_id' });
    // Anyone who may book may book for themselves.
    where.and(`(${rule}${purpose === 'booker' ? ` OR d.user_id = ${where.parameter(actor.userId)}::uuid` : ''})`);
    if (q !== undefined) where.and(searched('d.name_search', q, (value) => where.parameter(value)));
    const after = readCursor(cursor, CURSOR);
    if (after) {
      const [name, id] = after.map((part) => where.parameter(part));
      where.and(`(d.name, d.user_id) > (${name}, ${id}::uuid)`);
    }
    const rows = await this.database.queryPlanned<PersonChoice>(
      `SELECT d.user_id AS id, d.name FROM identity.directory d WHERE ${where.sql}
        ORDER BY d.name, d.user_id LIMIT ${where.parameter(limit + 1)}`,
      where.values,
    );
    return pageFrom(rows, limit, ({ name, id }) => [name, id]);
  }
}
