import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Counter } from 'prom-client';
import { DomainError } from '../../domain/domain-error.js';
import { Metrics } from '../../health/metrics.js';
import { internalProblem, problemOf } from './problem-details.js';
import { shownAsPage } from './problem-pages.js';
import { retryHeaders } from '../rate-limit-headers.js';

/** The only place that turns an error into an answer: RFC 9457, without stack traces and SQL. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Http');
  readonly #refusals: Counter<'code'>;

  constructor(metrics: Metrics) {
    this.#refusals = metrics.counter('motorpool_refusals_total', 'Refused requests, by problem code.', ['code']);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const problem = problemOf(error) ?? internalProblem;
    this.#refusals.inc({ code: problem.code });
    if (problem.status >= 500) {
      this.#logger.error({ err: error, code: problem.code }, 'a request failed');
    }
    void reply.headers(retryHeaders(error, problem.status));
    const challenge = error instanceof DomainError ? error.challenge : undefined;
    if (challenge ?? problem.status === 401) {
      void reply.header('www-authenticate', challenge ?? 'Cookie realm="motorpool"');
    }
    if (shownAsPage(request, reply, problem)) return;
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...problem, instance: `urn:motorpool:request:${request.id}` }));
  }
}
