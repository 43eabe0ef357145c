import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { requestContext } from './request-context.js';
import { asksForPrecondition } from './entity-tags.js';

/** Notes what `If-Match` demands of an edit; the unit of work holds it against what it has loaded (IF-2). */
@Injectable()
export class PreconditionInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method, headers, params } = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { id?: string } }>>();
    const demanded = headers['if-match'];
    if (demanded !== undefined && demanded.trim() !== '*' && asksForPrecondition(method, params.id !== undefined)) {
      const tags = demanded.match(/(?:W\/)?"[^"]*"/g) ?? [];
      requestContext()!.precondition = { objectId: params.id?.toLowerCase(), tags };
    }
    return next.handle();
  }
}
