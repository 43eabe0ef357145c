import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Observable, of } from 'rxjs';
import { Config } from '../../config/config.js';
import { KeyedDigests } from '../../crypto/keyed-digests.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../domain/domain-error.js';
import { IdempotencyKeyReused } from '../../work/idempotency.js';
import type { Performer } from '../../domain/performer.js';
import { AnswerMaker } from '../answer-maker.js';
import { HOLDS_SECRET } from '../holds-secret.js';
import { isApiRequest } from './matched-route.js';
import { PREVIEW } from '../preview.js';
import { PUBLIC } from '../public.js';
import { requestContext } from './request-context.js';

export const MANY_EFFECTS = 'motorpool:many-effects';

/** A route whose request has several effects, each in a separate transaction, so one key cannot cover all of them. */
export const ManyEffects = () => SetMetadata(MANY_EFFECTS, true);

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * `Idempotency-Key` on every POST of a signed-in person (BK-18): the first success is stored with its effect and given
 * again when the request is repeated. A refusal is not stored, because nothing happened and the client may try again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  readonly #digests: KeyedDigests;

  constructor(
    private readonly database: Database,
    private readonly reflector: Reflector,
    private readonly maker: AnswerMaker,
    config: Config,
  ) {
    this.#digests = new KeyedDigests(config, 'motorpool idempotency');
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { actor?: Performer }>();
    const key = request.headers['idempotency-key'];
    const userId = request.actor?.userId;
    if (key === undefined || request.method !== 'POST' || !userId || !this.#takesKey(context, request)) {
      return next.handle();
    }
    if (typeof key !== 'string' || !KEY.test(key)) {
      const message = 'must be 1 to 255 visible ASCII characters';
      throw new InvalidInput([{ field: 'Idempotency-Key', code: 'invalid_format', message }]);
    }
    const { params, query, body, routeOptions } = request;
    const asked = JSON.stringify([routeOptions.url, params, query, body ?? null]);
    const fingerprint = this.#digests.of(asked);
    const first = await this.database.one<{ fingerprint: string; answer: unknown }>(
      'SELECT fingerprint, answer FROM platform.idempotency_keys WHERE user_id = $1 AND key = $2',
      [userId, key],
    );
    if (first && !this.#digests.match(first.fingerprint, asked)) throw new IdempotencyKeyReused();
    if (first) {
      requestContext()!.isRepeated = true;
      // An answer without a body is stored as null, and sent as nothing.
      return of(first.answer ?? undefined);
    }
    requestContext()!.idempotency = {
      userId,
      key,
      fingerprint,
      answerOf: (result) => this.maker.make(context, result),
    };
    return next.handle();
  }

  /** Pages are for people, and some of their forms contain a password, so they take no key. */
  #takesKey(context: ExecutionContext, request: FastifyRequest): boolean {
    if (!isApiRequest(request)) return false;
    const places = [context.getHandler(), context.getClass()];
    return ![MANY_EFFECTS, HOLDS_SECRET, PREVIEW, PUBLIC].some(
      (key) => this.reflector.getAllAndOverride(key, places) === true,
    );
  }
}
