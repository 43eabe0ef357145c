import pg from 'pg';
import { requestContext } from '../../src/platform/http/request-context.js';

/** Counts what goes to PostgreSQL, by the request that it is asked for: sweeps and the queue are nobody's. */
export function countStatements(counts: Map<string, number>): void {
  const { prototype } = pg.Client;
  const query = prototype.query;
  const counting = function (this: pg.Client, ...given: unknown[]) {
    const id = requestContext()?.requestId;
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    return (query as (...all: unknown[]) => unknown).apply(this, given);
  };
  prototype.query = counting as typeof query;
}
