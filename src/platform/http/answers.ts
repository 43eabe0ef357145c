import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpCode,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  StreamableFile,
} from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import type { z } from 'zod';
import type { ProblemClass } from '../domain/domain-error.js';
import { ANSWER, AnswerMaker } from './answer-maker.js';
import { tagWhenSent } from './requests/entity-tags.js';
import { statusOfKind } from './problems/problem-details.js';

/**
 * Documents what a route answers, and removes whatever the schema does not name. A result that does not fit the schema is our
 * error (500).
 */
export const Answers = (status: number, schema: z.ZodType, description = 'Done.') =>
  applyDecorators(
    HttpCode(status),
    SetMetadata(ANSWER, schema),
    ApiResponse({ status, standardSchema: schema, description }),
  );

/** A route that answers without a body. */
export const AnswersNothing = (status: 202 | 204, description = 'Done.') =>
  applyDecorators(HttpCode(status), ApiResponse({ status, description }));

export const PROBLEMS = 'motorpool:problems';

/** The errors that a route can answer in addition to those of every route; can be used several times. */
export const Problems =
  (...problems: ProblemClass[]): MethodDecorator =>
  (_target, _key, descriptor) => {
    const handler = descriptor.value as object;
    const before = (Reflect.getMetadata(PROBLEMS, handler) ?? []) as ProblemClass[];
    Reflect.defineMetadata(PROBLEMS, [...before, ...problems], handler);
  };

export const problemStatus = (problem: ProblemClass): number => statusOfKind[problem.kind];

@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly maker: AnswerMaker) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.maker.schemaOf(context)) return next.handle();
    return next.handle().pipe(
      mergeMap(async (result: unknown) => {
        // A file is written while it is sent, from the same rows as the JSON of the route.
        if (result instanceof StreamableFile) return result;
        const answer = await this.maker.make(context, result);
        tagWhenSent(context.switchToHttp().getResponse<FastifyReply>(), answer, this.maker.isTagged(context));
        return answer;
      }),
    );
  }
}
