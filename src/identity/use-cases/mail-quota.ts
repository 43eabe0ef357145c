import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { TooManyRequests } from '../../platform/domain/domain-error.js';
import { type Limit, Limits } from '../../platform/limits/limits.js';

const HOUR_SECONDS = 3_600;

/** Security item 88: whoever asks, and from wherever, one address gets no more than a few links in an hour. */
@Injectable()
export class MailQuota {
  readonly #limit: Limit;

  constructor(
    private readonly limits: Limits,
    config: Config,
  ) {
    this.#limit = { name: 'links', most: config.values.MAILED_LINKS_PER_HOUR, windowSeconds: HOUR_SECONDS };
  }

  /** Whether one more may be mailed, which then counts. In a unit of work it counts if that commits. */
  async take(email: string): Promise<boolean> {
    try {
      await this.ensure(email);
      return true;
    } catch (error) {
      if (error instanceof TooManyRequests) return false;
      throw error;
    }
  }

  /** @throws TooManyRequests: only for staff, who may know; a stranger is told nothing */
  async ensure(email: string): Promise<void> {
    await this.limits.take([{ key: this.limits.key('links', email.toLowerCase()), limit: this.#limit }]);
  }
}
