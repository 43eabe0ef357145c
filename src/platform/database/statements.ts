import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
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

/** Longest that PostgreSQL lets one statement run, in milliseconds: a search, or a worker's. A request's are bounded closer. */
export const STATEMENT_MS = 7_000;
/** Longest that a worker waits for an answer: the server's limit does not help where it is frozen. */
export const ANSWER_MS = STATEMENT_MS + 1_000;

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

/** As a named prepared statement: PostgreSQL parses and plans it once a connection, for all values (`GENERIC_PLANS`). */
export const prepared = (text: string, values: readonly unknown[] = []): PendingStatement =>
  new PendingStatement(nameOf(text), text, values);

/** Planned again for these very values. */
export const plannedAnew = (text: string, values: readonly unknown[]): PendingStatement =>
  new PendingStatement('', text, values);

/**
 * How PostgreSQL plans on the connections of the pool. By default it makes a new plan for most statements each time, because it
 * estimates the generic plan as slightly more expensive: for a session or a day of a branch, planning takes longer than running.
 * `test/generic-plans.e2e.ts` checks that the generic plan of every list reads at most twice the pages of a fresh one.
 * JIT is off: to compile a statement that PostgreSQL takes for expensive lasts most of a second, each time.
 */
export const GENERIC_PLANS = '-c plan_cache_mode=force_generic_plan -c jit=off';

const planFor = (mode: 'force_custom_plan' | 'force_generic_plan') =>
  prepared(`SELECT set_config('plan_cache_mode', '${mode}', true)`);

/** Between them, in the same packet, a statement without a name is planned for its values. */
const withPlanMode = (statement: PendingStatement): PendingStatement[] =>
  statement.name ? [statement] : [planFor('force_custom_plan'), statement, planFor('force_generic_plan')];

/** Sends statements as one packet, and waits no longer than a request, or a job, may wait. */
export const sendBounded = (client: PoolClient, statements: readonly PendingStatement[]): Promise<void> =>
  send(client, statements.flatMap(withPlanMode), requestContext() ? REQUEST_MS : ANSWER_MS);

/** Statements outside of a transaction, as one packet, on whichever connection is free. */
export async function runOn(pool: Pool, statements: readonly PendingStatement[]): Promise<void> {
  const client = await takeFrom(pool);
  let broken: Error | undefined;
  try {
    await sendBounded(client, statements);
  } catch (error) {
    // One that was refused can go on; one that lost its server cannot.
    if (translated(error) instanceof Unavailable) broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
