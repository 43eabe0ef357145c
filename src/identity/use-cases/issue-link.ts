import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { hashToken, newToken } from '../../platform/crypto/tokens.js';
import type { Tx } from '../../platform/work/tx.js';
import { MailedLink } from '../domain/mailed-link.js';
import type { User } from '../domain/user.js';
import { MailQuota } from './mail-quota.js';
import { timeOf } from './time-of.js';

const HOUR_MS = 3_600_000;

/** Makes the link that an unconfirmed user is waiting for, and has it mailed (ID-9). */
@Injectable()
export class IssueLink {
  constructor(
    private readonly sealer: Sealer,
    private readonly config: Config,
    private readonly quota: MailQuota,
  ) {}

  /**
   * Somebody asked for their link themselves. Beyond the quota of the address nothing is mailed, and the older link is
   * left alone: else a stranger could make it useless.
   */
  async asked(tx: Tx, user: User): Promise<void> {
    if (await this.quota.take(user.email)) await this.run(tx, user, null);
  }

  /**
   * The caller has the user's row locked: whoever makes or uses a link takes that lock first.
   *
   * @param invitedBy who sends an invitation; null where the person asked for their link themselves
   */
  async run(tx: Tx, user: User, invitedBy: string | null): Promise<void> {
    const now = await timeOf(tx);
    const live = 'user_id = $1 AND used_at IS NULL AND voided_at IS NULL';
    for (const older of await tx.findAll(MailedLink, live, [user.id])) {
      older.void(now);
      await tx.save(older);
    }
    const secret = newToken();
    const token = { hash: hashToken(secret), sealed: this.sealer.seal(secret, 'mailed-link') };
    const { VERIFICATION_LINK_HOURS, INVITATION_LINK_DAYS } = this.config.values;
    const after = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
    const link = user.isInvited
      ? MailedLink.invitation(user.id, token, after(INVITATION_LINK_DAYS * 24), invitedBy, now)
      : MailedLink.verification(user.id, token, after(VERIFICATION_LINK_HOURS), now);
    await tx.save(link);
  }
}
