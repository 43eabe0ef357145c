import { type ExecutionContext, Injectable, SetMetadata, type Type } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { shaped } from './answer-shape.js';
import { TAGGED } from './requests/entity-tags.js';
import type { Performer } from '../domain/performer.js';
import { requestContext } from './requests/request-context.js';

export const ANSWER = 'motorpool:answer';
const COMPLETED_BY = 'motorpool:completed-by';

/** Adds to the result of a use case what only the reader needs, such as names. */
export interface CompletesAnswers<Result = never, By extends Performer = never> {
  complete(result: Result, by: By): Promise<object>;
}

/** The result with additional members. It is not copied, because entities have getters. */
export const withMembers = (result: object, members: object): object =>
  new Proxy(result, {
    get: (target, key): unknown => Reflect.get(key in members ? members : target, key),
    has: (target, key) => key in members || key in target,
  });

/** Completes the result of a route before it is answered; for a write, after the commit. */
export const CompletedBy = (by: Type<CompletesAnswers>) => SetMetadata(COMPLETED_BY, by);

/** Makes the answer of a route from the result of its use case. */
@Injectable()
export class AnswerMaker {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
  ) {}

  schemaOf(context: ExecutionContext): z.ZodType | undefined {
    return this.reflector.get<z.ZodType | undefined>(ANSWER, context.getHandler());
  }

  isTagged(context: ExecutionContext): boolean {
    return this.reflector.get<boolean | undefined>(TAGGED, context.getHandler()) === true;
  }

  /** @throws Error where the result is not what the document says of the answer */
  async make(context: ExecutionContext, result: unknown): Promise<unknown> {
    const schema = this.schemaOf(context);
    return schema && shaped(schema, await this.#whole(context, result));
  }

  async #whole(context: ExecutionContext, result: unknown): Promise<unknown> {
    const by = this.reflector.get<Type<CompletesAnswers> | undefined>(COMPLETED_BY, context.getHandler());
    if (!by || requestContext()?.isRepeated) return result;
    const { actor } = context.switchToHttp().getRequest<FastifyRequest & { actor?: Performer }>();
    return this.modules.get(by, { strict: false }).complete(result as never, actor as never);
  }
}
