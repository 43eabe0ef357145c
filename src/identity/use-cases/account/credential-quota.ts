import { Injectable } from '@nestjs/common';
import { type Limit, Limits } from '../../../platform/limits/limits.js';

const HOUR_SECONDS = 3_600;
/**
 * Nobody needs more changes. Without a limit, a thief with a stolen session could void every reset link as soon as it is
 * mailed.
 */
const LIMITS = {
  password: { name: 'password-changes', most: 10, windowSeconds: HOUR_SECONDS },
  email: { name: 'address-changes', most: 10, windowSeconds: HOUR_SECONDS },
  // Replacing a passkey counts as one change.
  passkey: { name: 'passkey-changes', most: 20, windowSeconds: HOUR_SECONDS },
} as const satisfies Record<string, Limit>;

/** Limits how often the ways into an account can be changed from within it. A reset by a mailed link does not count. */
@Injectable()
export class CredentialQuota {
  constructor(private readonly limits: Limits) {}

  /** Counts every attempt, even a failed one: each costs a hash, an email or a signature. @throws TooManyRequests */
  async take(kind: keyof typeof LIMITS, userId: string): Promise<void> {
    await this.limits.take([{ key: this.limits.key('credential_change', kind, userId), limit: LIMITS[kind] }]);
  }
}
