import { Controller, Get, Header, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Public } from '../http/public.js';
import { OutboxStore } from '../outbox/outbox-store.js';

/** Prometheus text: the process, the requests by route, and what waits in the outbox. */
@Controller('metrics')
export class MetricsController implements OnModuleInit {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.#registry],
  });

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly outbox: OutboxStore,
  ) {
    collectDefaultMetrics({ register: this.#registry });
    const events = new Gauge({
      name: 'motorpool_outbox_events',
      help: 'Events that wait for delivery, and events that every attempt failed on.',
      labelNames: ['state'],
      registers: [this.#registry],
      collect: async () => {
        const { pending, dead } = await this.outbox.backlog();
        events.set({ state: 'pending' }, pending);
        events.set({ state: 'dead' }, dead);
      },
    });
  }

  onModuleInit(): void {
    // A worker answers no requests and has no adapter, whatever the type says.
    const fastify = (this.host.httpAdapter as typeof this.host.httpAdapter | null)?.getInstance<FastifyInstance>();
    fastify?.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unknown';
      this.#requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
  }

  @Public()
  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOkResponse({ description: 'Prometheus text.', content: { 'text/plain': { schema: { type: 'string' } } } })
  metrics(): Promise<string> {
    return this.#registry.metrics();
  }
}
