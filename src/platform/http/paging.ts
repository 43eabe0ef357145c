import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InvalidInput } from '../domain/domain-error.js';
import { requestContext } from './requests/request-context.js';

/** A name of 200 characters in UTF-8 and base64, an id and a digest fit. */
const LONGEST_CURSOR = 1_000;

/** The query parameters of every list (IF-2); spread them into a route's own. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(LONGEST_CURSOR).optional(),
};

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** The schema of a page of these items, named after them. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  const page = z.object({ items: z.array(item), nextCursor: z.string().nullable() });
  const { id } = item.meta() ?? {};
  return id ? page.meta({ id: `${id}Page` }) : page;
}

/**
 * Makes a page from rows that were read with `limit + 1`.
 *
 * @param keyOf the sort key of a row, at which the next page begins
 */
export function pageFrom<Row>(rows: Row[], limit: number, keyOf: (row: Row) => readonly string[]): Page<Row> {
  const items = rows.slice(0, limit);
  const more = rows.length > limit;
  return { items, nextCursor: more ? writeCursor(keyOf(items.at(-1)!)) : null };
}

const writeCursor = (key: readonly string[]): string =>
  Buffer.from(JSON.stringify([listDigest(), ...key])).toString('base64url');

/**
 * The sort key that a cursor encodes, or null on the first page.
 *
 * @throws InvalidInput for a cursor that is not one of ours, or that belongs to another list, other filters or another
 *   order
 */
export function readCursor<Parts extends z.ZodTuple>(cursor: string | undefined, parts: Parts): z.output<Parts> | null {
  if (cursor === undefined) return null;
  const [digest, ...key] = unpacked(cursor);
  const parsed = parts.safeParse(key);
  if (digest !== listDigest() || !parsed.success) {
    const message =
      'is not a cursor of this list with these filters and this order; leave it out to start from the beginning';
    throw new InvalidInput([{ field: 'cursor', code: 'invalid_cursor', message }]);
  }
  return parsed.data;
}

function unpacked(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/**
 * Identifies the list of a request: its route, path ids, filters and order, after validation, so that a default counts the
 * same whether it is given or not.
 */
function listDigest(): string {
  const { route, inputs = {} } = requestContext() ?? {};
  const { cursor: _cursor, limit: _limit, ...filters } = inputs.query ?? {};
  const sorted = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const list = JSON.stringify([route, inputs.param, sorted]);
  return createHash('sha256').update(list).digest('base64url').slice(0, 16);
}
