import { z } from 'zod';
import { InvalidInput } from '../domain/domain-error.js';

/** The query parameters of every list (IF-2); spread them into a route's own. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** The answer schema of a list of these. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/**
 * Makes a page of rows that were read with `limit + 1`.
 *
 * @param keyOf the sort key of a row: where the next page begins
 */
export function pageFrom<Row>(rows: Row[], limit: number, keyOf: (row: Row) => readonly string[]): Page<Row> {
  const items = rows.slice(0, limit);
  const more = rows.length > limit;
  return { items, nextCursor: more ? Buffer.from(JSON.stringify(keyOf(items.at(-1)!))).toString('base64url') : null };
}

/**
 * The sort key that a cursor stands for, or null on the first page.
 *
 * @throws InvalidInput for a cursor that is not one of ours
 */
export function readCursor<Parts extends z.ZodTuple>(cursor: string | undefined, parts: Parts): z.output<Parts> | null {
  if (cursor === undefined) return null;
  try {
    return parts.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new InvalidInput([{ field: 'cursor', code: 'invalid_cursor', message: 'is not a cursor of this list' }]);
  }
}
