import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { asksForPrecondition, withoutDigest } from './entity-tags.js';
import { PREVIEW } from '../preview.js';
import { requestContext } from './request-context.js';

/** Stores what `If-Match` demands of an edit; the unit of work compares it with what it has loaded (IF-2). */
@Injectable()
export class PreconditionInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method, headers, params } = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { id?: string } }>>();
    const demanded = headers['if-match'];
    const isPreview = this.reflector.get<boolean | undefined>(PREVIEW, context.getHandler()) === true;
    const isAsked = asksForPrecondition(method, params.id !== undefined, isPreview);
    if (demanded !== undefined && demanded.trim() !== '*' && isAsked) {
      const tags = (demanded.match(/(?:W\/)?"[^"]*"/g) ?? []).map(withoutDigest);
      requestContext()!.precondition = { objectId: params.id?.toLowerCase(), tags };
    }
    return next.handle();
  }
}
