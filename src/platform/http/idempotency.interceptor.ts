import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Observable, of } from 'rxjs';
import { Database } from '../database/database.js';
import { InvalidInput } from '../domain/domain-error.js';
import { IdempotencyKeyReused } from '../work/idempotency.js';
import type { Performer } from '../domain/performer.js';
import { answerSchemaOf } from './answers.js';
import { requestContext } from './request-context.js';

export const MANY_EFFECTS = 'motorpool:many-effects';

/**
 * A route whose request has several effects, each with a transaction of its own: no key can stand for all of them. Or one
 * whose answer is a secret, which is not stored to be given again.
 */
export const ManyEffects = () => SetMetadata(MANY_EFFECTS, true);

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * `Idempotency-Key` on every POST of somebody signed in (BK-18): the first success is stored with its effect and given
 * again to whoever repeats the request. A refusal is not stored: nothing happened, and trying again is the point.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { actor?: Performer }>();
    const key = request.headers['idempotency-key'];
    const userId = request.actor?.userId;
    const many = this.reflector.get<boolean | undefined>(MANY_EFFECTS, context.getHandler());
    if (key === undefined || request.method !== 'POST' || !userId || many) return next.handle();
    if (typeof key !== 'string' || !KEY.test(key)) {
      const message = 'must be 1 to 255 visible ASCII characters';
      throw new InvalidInput([{ field: 'Idempotency-Key', code: 'invalid_format', message }]);
    }
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([request.method, request.url, request.body ?? null]))
      .digest('base64url');
    const first = await this.database.one<{ fingerprint: string; answer: unknown }>(
      'SELECT fingerprint, answer FROM platform.idempotency_keys WHERE user_id = $1 AND key = $2',
      [userId, key],
    );
    if (first && first.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
    // An answer without a body is stored as null, and was sent as nothing.
    if (first) return of(first.answer ?? undefined);
    const schema = answerSchemaOf(this.reflector, context);
    requestContext()!.idempotency = { userId, key, fingerprint, answerOf: (result) => schema?.parse(result) };
    return next.handle();
  }
}
