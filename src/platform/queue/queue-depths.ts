import { Metrics } from '../health/metrics.js';
import type { Bell } from './bell.js';

/** Reports the depth of this process's queues. */
export class QueueDepths {
  constructor(metrics: Metrics, bells: readonly Bell[]) {
    const jobs = metrics.gauge(
      'motorpool_queue_jobs',
      'Queue jobs that are waiting for a worker (waiting) or being worked on (active).',
      ['queue', 'state'],
    );
    metrics.reading('queue', [jobs], async () => {
      for (const bell of bells) {
        const { waiting, active } = await bell.depths();
        jobs.set({ queue: bell.name, state: 'waiting' }, waiting);
        jobs.set({ queue: bell.name, state: 'active' }, active);
      }
    });
  }
}
