import type pg from 'pg';
import type { PendingStatement } from '../../src/platform/database/batch.js';
import { requestContext } from '../../src/platform/http/requests/request-context.js';

// As the service has it: Jest would give each test file one of its own.
const { Client } = await importNatively<{ default: typeof pg }>('pg').then((module) => module.default);

/**
 * Tells of every packet of statements that goes to PostgreSQL, and of the request that it is asked for.
 *
 * @returns what ends it: the next test file of this worker has the same client
 */
export function watchStatements(
  tell: (texts: string[], requestId: string | undefined, asked: readonly PendingStatement[]) => void,
): () => void {
  const { prototype } = Client;
  const query = prototype.query;
  const watching = function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given as [string | { statements?: readonly PendingStatement[]; text?: string }];
    const statements = typeof asked === 'string' ? [] : (asked.statements ?? []);
    const texts = typeof asked === 'string' ? [asked] : (asked.statements?.map(({ text }) => text) ?? [asked.text!]);
    // One NOTIFY serves the requests of some 20 ms, after they are answered: whose it is says nothing.
    if (!texts[0]!.startsWith('NOTIFY')) tell(texts, requestContext()?.requestId, statements);
    return (query as (...all: unknown[]) => unknown).apply(this, given);
  };
  prototype.query = watching as typeof query;
  return () => {
    prototype.query = query;
  };
}

/**
 * Counts what goes to PostgreSQL, by the request that it is asked for: sweeps and the queue are nobody's.
 *
 * @returns what ends the counting
 */
export function countStatements(counts: Map<string, number>): () => void {
  return watchStatements((texts, id) => {
    // How a statement is planned is no question.
    const questions = texts.filter((text) => !text.startsWith("SELECT set_config('plan_cache_mode'"));
    if (id) counts.set(id, (counts.get(id) ?? 0) + questions.length);
  });
}
