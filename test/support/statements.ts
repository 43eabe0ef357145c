import type pg from 'pg';
import { requestContext } from '../../src/platform/http/request-context.js';

// As the service has it: Jest would give each test file one of its own.
const { Client } = await importNatively<{ default: typeof pg }>('pg').then((module) => module.default);

/**
 * Counts what goes to PostgreSQL, by the request that it is asked for: sweeps and the queue are nobody's.
 *
 * @returns what ends the counting: the next test file of this worker has the same client
 */
export function countStatements(counts: Map<string, number>): () => void {
  const { prototype } = Client;
  const query = prototype.query;
  const counting = function (this: pg.Client, ...given: unknown[]) {
    const id = requestContext()?.requestId;
    const [batch] = given as [{ statements?: readonly unknown[] }?];
    if (id) counts.set(id, (counts.get(id) ?? 0) + (batch?.statements?.length ?? 1));
    return (query as (...all: unknown[]) => unknown).apply(this, given);
  };
  prototype.query = counting as typeof query;
  return () => {
    prototype.query = query;
  };
}
