import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { finalize, type Observable, of } from 'rxjs';
import { TooManyRequests } from '../domain/domain-error.js';
import type { Performer } from '../domain/performer.js';
import { Problems } from '../http/answers.js';
import { CallerLeft, ExpensiveActs } from './expensive-acts.js';

export const EXPENSIVE = 'motorpool:expensive';

/**
 * A route with heavy work for the processor, the database or memory: a file, a series, a report, a hash, an export. Each
 * person has a few places for such work, and gets 429 beyond that. The request waits for its turn before anything is done.
 */
export const Expensive = () => applyDecorators(SetMetadata(EXPENSIVE, true), Problems(TooManyRequests));

/** Before all other interceptors, because reading and validating the body is part of the work. */
@Injectable()
export class ExpensiveInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly acts: ExpensiveActs,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const isExpensive = this.reflector.get<boolean | undefined>(EXPENSIVE, context.getHandler());
    const http = context.switchToHttp();
    const { actor } = http.getRequest<FastifyRequest & { actor?: Performer }>();
    if (!isExpensive || !actor?.userId) return next.handle();
    const place = this.acts.take(actor.userId);
    const { raw } = http.getResponse<FastifyReply>();
    // A file is still being sent when its handler returns: the person's place is free after the last byte.
    raw.once('close', () => place.left());
    if (raw.destroyed) place.left();
    try {
      await place.turn();
    } catch (error) {
      if (error instanceof CallerLeft) return of(undefined);
      throw error;
    }
    return next.handle().pipe(finalize(() => place.finished()));
  }
}
