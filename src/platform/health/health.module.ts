import { Module } from '@nestjs/common';
import { OutboxStore } from '../outbox/outbox-store.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Readiness } from './readiness.js';

@Module({ controllers: [HealthController, MetricsController], providers: [Readiness, OutboxStore] })
export class HealthModule {}
