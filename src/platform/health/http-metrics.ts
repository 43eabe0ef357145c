import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Metrics } from './metrics.js';

/** Counts requests by route, never by path: a path can be anything, and may contain a secret. */
@Injectable()
export class HttpMetrics implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    // A worker answers no requests, so it has no adapter, although the type says otherwise.
    const fastify = (this.host.httpAdapter as typeof this.host.httpAdapter | null)?.getInstance<FastifyInstance>();
    if (!fastify) return;
    const requests = this.metrics.histogram(
      'http_request_duration_seconds',
      'Duration of HTTP requests, by method, route and status.',
      ['method', 'route', 'status'],
    );
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unknown';
      requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
  }
}
