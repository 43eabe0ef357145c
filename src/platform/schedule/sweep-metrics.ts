import { Injectable } from '@nestjs/common';
import { Metrics } from '../health/metrics.js';
import { Sweeps } from './sweeps.js';

/** Metrics about the sweeps of this process. */
@Injectable()
export class SweepMetrics {
  constructor(sweeps: Sweeps, metrics: Metrics) {
    const turns = metrics.histogram('motorpool_sweep_duration_seconds', 'Duration of sweep runs.', [
      'sweep',
      'outcome',
    ]);
    const last = metrics.gauge(
      'motorpool_sweep_last_success_timestamp_seconds',
      'Time of the last successful run of each sweep. Idle sweeps run every five minutes, or at their scheduled time.',
      ['sweep'],
    );
    sweeps.onTurn((sweep, seconds, succeeded) => {
      turns.observe({ sweep, outcome: succeeded ? 'done' : 'failed' }, seconds);
      if (succeeded) last.set({ sweep }, Date.now() / 1_000);
    });
  }
}
