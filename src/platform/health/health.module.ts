import { Global, Module } from '@nestjs/common';
import { OutboxStore } from '../outbox/outbox-store.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { HttpMetrics } from './http-metrics.js';
import { Metrics } from './metrics.js';
import { PoolMetrics } from './pool-metrics.js';
import { Readiness } from './readiness.js';

@Global()
@Module({
  controllers: [HealthController, MetricsController],
  // API processes report on the outbox too, because they still run when every worker is down.
  providers: [Readiness, Metrics, HttpMetrics, PoolMetrics, OutboxStore],
  exports: [Readiness, Metrics, OutboxStore],
})
export class HealthModule {}
