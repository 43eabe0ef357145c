import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/ambient.js';
import { onTaken } from '../database/pool-turns.js';
import { Metrics } from './metrics.js';

/** How busy the connections to PostgreSQL are, and how long work waits for one. */
@Injectable()
export class PoolMetrics {
  constructor(dataSource: DataSource, metrics: Metrics) {
    const pool = poolOf(dataSource);
    const help = 'Open PostgreSQL connections of this process.';
    metrics.gauge('motorpool_database_connections', help, ['state'], (gauge) => {
      gauge.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      gauge.set({ state: 'idle' }, pool.idleCount);
    });
    metrics
      .gauge('motorpool_database_connections_most', 'Most PostgreSQL connections that this process may open.')
      .set(pool.options.max);
    metrics.gauge('motorpool_database_waiting', 'Tasks that are waiting for a PostgreSQL connection.', [], (gauge) =>
      gauge.set(pool.waitingCount),
    );
    const waits = metrics.histogram(
      'motorpool_database_wait_seconds',
      'Time that tasks waited for a PostgreSQL connection.',
      ['outcome'],
    );
    onTaken(pool, (seconds, succeeded) => waits.observe({ outcome: succeeded ? 'taken' : 'refused' }, seconds));
  }
}
