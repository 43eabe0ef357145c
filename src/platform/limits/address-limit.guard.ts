import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rateLimitHeaders } from '../http/rate-limit-headers.js';
import { countedAddress } from './client-address.js';
import type { Limit, Limits } from './limits.js';

const HOUR_SECONDS = 3_600;

/** Limits public requests to a number an hour from one address. Routes with the same name are counted together. */
export abstract class AddressLimitGuard implements CanActivate {
  readonly #limit: Limit;

  constructor(
    private readonly limits: Limits,
    name: string,
    most: number,
  ) {
    this.#limit = { name, most, windowSeconds: HOUR_SECONDS };
  }

  /** @throws TooManyRequests */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const key = this.limits.key(this.#limit.name, countedAddress(http.getRequest<FastifyRequest>().ip));
    const [taken] = await this.limits.take([{ key, limit: this.#limit }]);
    http.getResponse<FastifyReply>().headers(rateLimitHeaders(this.#limit, taken!.left, taken!.resetSeconds));
    return true;
  }
}
