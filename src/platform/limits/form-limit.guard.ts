import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { rateLimitHeaders } from '../http/rate-limit-headers.js';
import { countedAddress } from './client-address.js';
import { type Limit, Limits } from './limits.js';

const HOUR_SECONDS = 3_600;

/** Holds what anybody may send to so many an hour from one address: forms that write rows and have mail sent. */
@Injectable()
export class FormLimitGuard implements CanActivate {
  readonly #limit: Limit;

  constructor(
    private readonly limits: Limits,
    config: Config,
  ) {
    this.#limit = { name: 'forms', most: config.values.PUBLIC_FORMS_PER_HOUR, windowSeconds: HOUR_SECONDS };
  }

  /** @throws TooManyRequests */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const key = this.limits.key('forms', countedAddress(http.getRequest<FastifyRequest>().ip));
    const [taken] = await this.limits.take([{ key, limit: this.#limit }]);
    http.getResponse<FastifyReply>().headers(rateLimitHeaders(this.#limit, taken!.left, taken!.resetSeconds));
    return true;
  }
}
