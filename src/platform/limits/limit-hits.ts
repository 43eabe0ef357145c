import type { Counter } from 'prom-client';
import { Metrics } from '../health/metrics.js';

/** Counts requests that were refused by a limit of any kind. */
export const limitHits = (metrics: Metrics): Counter<'limit'> =>
  metrics.counter('motorpool_limit_hits_total', 'Requests that were refused by a limit, by the name of the limit.', [
    'limit',
  ]);
