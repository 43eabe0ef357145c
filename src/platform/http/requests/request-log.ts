import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Performer } from '../../domain/performer.js';

/** Paths that machines request every few seconds. */
const UNREMARKABLE = /^\/(health|metrics)/;

/**
 * One line for each request: who asked for what, and the result. It contains the route and not the path, because some paths
 * contain secrets.
 */
export function logRequests(fastify: FastifyInstance): void {
  const logger = new Logger('Http');
  fastify.addHook('onResponse', (request: FastifyRequest & { actor?: Performer }, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (!UNREMARKABLE.test(route)) {
      const { method, id: requestId, ip: address, actor } = request;
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      const line = { requestId, method, route, status: reply.statusCode, ms, address, userId: actor?.userId };
      logger.log(line, 'answered');
    }
    done();
  });
}
