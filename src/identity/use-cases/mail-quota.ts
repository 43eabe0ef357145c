import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { TooManyRequests } from '../../platform/domain/domain-error.js';
import { type Bucket, type Limit, Limits } from '../../platform/limits/limits.js';
import type { Tx } from '../../platform/work/tx.js';

const HOUR_SECONDS = 3_600;

/**
 * What is mailed: a link to follow, or a notice of what somebody tried with the address. They are counted apart, since
 * notices are caused by others: who causes them must not use up the links that the owner asks for.
 */
export type QuotaKind = 'links' | 'notices';

/** Security item 88: no matter who asks, and from where, one address gets no more than a few mails of a kind in an hour. */
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
   * All tagged addresses (`name+tag@…`) of a mailbox are counted together as well. What is mailed to the plain address is
   * not counted with them, so that nobody uses up its quota by made-up tags.
   */
  #buckets(email: string, kind: QuotaKind): Bucket[] {
    const limit = this.#limits[kind];
    const own = { key: this.limits.key(kind, email), limit };
    const mailbox = email.replace(/^([^+@]+)\+[^@]*(?=@)/, '$1');
    return mailbox === email ? [own] : [own, { key: this.limits.key(kind, 'tagged', mailbox), limit }];
  }
}
