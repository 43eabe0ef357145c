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
import { Reflector } from '@nestjs/core';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import type { ProblemClass } from '../domain/domain-error.js';
import { tagOf } from './entity-tags.js';
import { statusOfKind } from './problem-details.js';

export const ANSWER = 'motorpool:answer';

/**
 * What a route answers: documents it, and lets nothing through that the schema does not name. A result that does not fit
 * is a fault of ours (500), never an answer that the OpenAPI document does not know.
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

/** The refusals that a route may answer with beyond those of every route; it may be given more than once. */
export const Problems =
  (...problems: ProblemClass[]): MethodDecorator =>
  (_target, _key, descriptor) => {
    const handler = descriptor.value as object;
    const before = (Reflect.getMetadata(PROBLEMS, handler) ?? []) as ProblemClass[];
    Reflect.defineMetadata(PROBLEMS, [...before, ...problems], handler);
  };

export const problemStatus = (problem: ProblemClass): number => statusOfKind[problem.kind];

/** How the route's results are answered. */
export const answerSchemaOf = (reflector: Reflector, context: ExecutionContext): z.ZodType | undefined =>
  reflector.get<z.ZodType | undefined>(ANSWER, context.getHandler());

@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const schema = answerSchemaOf(this.reflector, context);
    if (!schema) return next.handle();
    return next.handle().pipe(
      map((result: unknown) => {
        // A file is written while it is sent; its rows are what the JSON of the same route is made of.
        if (result instanceof StreamableFile) return result;
        const answer = schema.parse(result);
        const tag = tagOf(answer);
        if (tag) void context.switchToHttp().getResponse<FastifyReply>().header('etag', tag);
        return answer;
      }),
    );
  }
}
