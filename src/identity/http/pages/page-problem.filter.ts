import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { internalProblem, problemOf } from '../../../platform/http/problems/problem-details.js';
import { retryHeaders } from '../../../platform/http/rate-limit-headers.js';
import { PageRenderer } from './page-renderer.js';

/** Like `ProblemFilter`, but answers people with a page. */
@Injectable()
@Catch()
export class PageProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Pages');

  constructor(private readonly pages: PageRenderer) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error) ?? internalProblem;
    if (problem.code === 'unauthenticated') return this.#toSignIn(host.switchToHttp().getRequest(), reply);
    if (problem.status >= 500) {
      const { id: requestId } = host.switchToHttp().getRequest<FastifyRequest>();
      this.#logger.error({ err: error, requestId, code: problem.code }, 'a page failed');
    }
    void reply.headers(retryHeaders(error, problem.status));
    this.pages.sendProblem(reply, problem.status, problem.title, problem.detail ?? 'Go back and try again.');
  }

  /**
   * After signing in, a person comes back to a page that they opened with GET, but not to a submitted form: it cannot be
   * shown again.
   */
  #toSignIn({ method, url }: FastifyRequest, reply: FastifyReply): void {
    const next = method === 'GET' ? url : undefined;
    this.pages.goTo(reply, `/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`);
  }
}
