import { z } from 'zod';
import { describeProblems } from '../http/openapi/api-docs.js';
import { describeRoutes } from '../http/openapi/operation-docs.js';

describeProblems({
  unavailable: z.object({
    part: z
      .string()
      .optional()
      .describe('What is not available, such as `database`. Only in responses of `/health/ready`.'),
  }),
});

export const healthDocs = describeRoutes('Operations', {
  live: {
    operationId: 'checkAlive',
    summary: 'Check that the process is alive',
    description: 'Returns 200 as long as the process runs (IF-5).',
  },
  ready: {
    operationId: 'checkReady',
    summary: 'Check that the service can serve',
    description:
      'Returns 200 when the service can do its work: the database is reachable and migrated, the disk is writable, and the queue is running. Otherwise returns 503 with the failing `part` (IF-5).',
  },
});

export const metricsDocs = describeRoutes('Operations', {
  metrics: {
    operationId: 'getMetrics',
    summary: 'Read the metrics',
    description: 'Returns the metrics of the process as Prometheus text (IF-5).',
  },
});
