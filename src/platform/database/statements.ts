import { createHash } from 'node:crypto';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { Unavailable } from '../domain/domain-error.js';
import { requestContext } from '../http/requests/request-context.js';
import { PendingStatement, send } from './batch.js';
import { takeFrom } from './pool-turns.js';
import { translated } from './failures.js';

/**
 * Longest that a request waits for what it asks at once, in milliseconds. The first that is not answered ends the request,
 * so it answers within 3 s even where PostgreSQL is frozen.
 */
const REQUEST_MS = 2_500;

/** A statement with its values. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

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

/** As a named prepared statement: PostgreSQL parses and plans it once a connection. */
export const prepared = (text: string, values: readonly unknown[] = []): PendingStatement =>
  new PendingStatement(nameOf(text), text, values);

/** Planned again for these very values. */
export const plannedAnew = (text: string, values: readonly unknown[]): PendingStatement =>
  new PendingStatement('', text, values);

/** Sends statements as one packet, and waits no longer than a request may wait. */
export const sendBounded = (client: PoolClient, statements: readonly PendingStatement[]): Promise<void> =>
  send(client, statements, requestContext() && REQUEST_MS);

/** One statement by itself, on whichever connection is free. */
export async function runOn<Row extends QueryResultRow>(pool: Pool, statement: PendingStatement): Promise<Row[]> {
  const client = await takeFrom(pool);
  let broken: Error | undefined;
  try {
    await sendBounded(client, [statement]);
    return statement.rows as Row[];
  } catch (error) {
    // One that was refused can go on; one that lost its server cannot.
    if (translated(error) instanceof Unavailable) broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
