import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { rateLimitHeaders } from '../../platform/http/rate-limit-headers.js';
import { countedAddress } from '../../platform/limits/client-address.js';
import { type Limit, Limits } from '../../platform/limits/limits.js';

const HOUR_SECONDS = 3_600;

/** Limits how often one address can read calendars in an hour, against guessed secrets and misbehaving clients. */
@Injectable()
export class CalendarLimitGuard implements CanActivate {
  readonly #limit: Limit;

  constructor(
    private readonly limits: Limits,
    config: Config,
  ) {
    this.#limit = { name: 'calendar', most: config.values.CALENDAR_READS_PER_HOUR, windowSeconds: HOUR_SECONDS };
  }

  /** @throws TooManyRequests */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const key = this.limits.key('calendar', countedAddress(http.getRequest<FastifyRequest>().ip));
    const [taken] = await this.limits.take([{ key, limit: this.#limit }]);
    http.getResponse<FastifyReply>().headers(rateLimitHeaders(this.#limit, taken!.left, taken!.resetSeconds));
    return true;
  }
}
