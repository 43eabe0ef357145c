import { createHash } from 'node:crypto';
import type { Pool, PoolClient, QueryResultRow } from 'pg';

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
  const result = await client.query<Row>({ name: nameOf(text), text, values: [...values] });
  return result.rows;
}
