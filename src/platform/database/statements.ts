import { createHash } from 'node:crypto';
import type { Pool, PoolClient, QueryConfig, QueryResultRow } from 'pg';
import { requestContext } from '../http/request-context.js';

/**
 * Longest that a statement of a request is waited for, in milliseconds. The first that is not answered ends the request,
 * so it answers within 3 s even where PostgreSQL is frozen.
 */
const REQUEST_MS = 2_500;

const names = new Map<string, string>();

/** A prepared statement's name: the same SQL has the same name on every connection and in every process. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
    names.set(text, name);
  }
  return name;
}

/** Runs SQL as a named prepared statement: PostgreSQL parses and plans it once a connection. */
export async function runPrepared<Row extends QueryResultRow>(
  client: Pool | PoolClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const result = await client.query<Row>(bounded({ name: nameOf(text), text, values: [...values] }));
  return result.rows;
}

/** The same statement, waited for no longer than a request may wait. */
export function bounded(query: QueryConfig): QueryConfig {
  // The driver takes a limit for each statement, which its types do not know of.
  return requestContext() ? Object.assign(query, { query_timeout: REQUEST_MS }) : query;
}
