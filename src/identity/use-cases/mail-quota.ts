import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { TooManyRequests } from '../../platform/domain/domain-error.js';
import { type Bucket, type Limit, Limits } from '../../platform/limits/limits.js';
import type { Tx } from '../../platform/work/tx.js';

const HOUR_SECONDS = 3_600;

/**
 * Links and notices have separate quotas: notices are caused by other people, who must not use up the links that the owner
 * requests.
 */
export type QuotaKind = 'links' | 'notices';

/** Security item 88: an address gets only a few emails of a kind in an hour, no matter who causes them. */
@Injectable()
export class MailQuota {
  readonly #limits: Record<QuotaKind, Limit>;

  constructor(
    private readonly limits: Limits,
    config: Config,
  ) {
    const limit = { most: config.values.MAILED_LINKS_PER_HOUR, windowSeconds: HOUR_SECONDS };
    this.#limits = { links: { name: 'links', ...limit }, notices: { name: 'notices', ...limit } };
  }

  /** Whether one more may be mailed, which counts if the unit of work commits. */
  async take(tx: Tx, email: string, kind: QuotaKind = 'links'): Promise<boolean> {
    try {
      await this.ensure(tx, email, kind);
      return true;
    } catch (error) {
      if (error instanceof TooManyRequests) return false;
      throw error;
    }
  }

  /** @throws TooManyRequests, only for staff, who may know. Strangers get the usual answer. */
  async ensure(tx: Tx, email: string, kind: QuotaKind = 'links'): Promise<void> {
    await this.limits.take(this.#buckets(email.toLowerCase(), kind), tx);
  }

  /**
   * All tagged addresses (`name+tag@…`) of a mailbox share one more quota. The plain address is not part of it, so that
   * nobody can use its quota up with invented tags.
   */
  #buckets(email: string, kind: QuotaKind): Bucket[] {
    const limit = this.#limits[kind];
    const own = { key: this.limits.key(kind, email), limit };
    const mailbox = email.replace(/^([^+@]+)\+[^@]*(?=@)/, '$1');
    return mailbox === email ? [own] : [own, { key: this.limits.key(kind, 'tagged', mailbox), limit }];
  }
}
