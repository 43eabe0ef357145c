import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { hashToken, newToken } from '../../platform/crypto/tokens.js';
import type { Tx } from '../../platform/work/tx.js';
import { type LinkKind, type LinkToken, MailedLink, type WantedEmail } from '../domain/mailed-link.js';
import type { User } from '../domain/user.js';
import { MailQuota } from './mail-quota.js';
import { timeOf } from './time-of.js';

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;
/** How long the old address can undo a change. */
const UNDO_DAYS = 7;

/**
 * Makes a link and has it mailed; older links of its kind are voided (ID-9). The caller holds the lock of the user's row:
 * everyone who makes or uses a link takes it first.
 */
@Injectable()
export class IssueLink {
  constructor(
    private readonly sealer: Sealer,
    private readonly config: Config,
    private readonly quota: MailQuota,
  ) {}

  /**
   * The person requested the link. Beyond the quota of the address, nothing is mailed and the older link stays valid:
   * otherwise a stranger could make it useless.
   */
  async asked(tx: Tx, user: User): Promise<void> {
    if (await this.quota.take(tx, user.email)) await this.run(tx, user, null);
  }

  /**
   * The link that an unconfirmed user is waiting for.
   *
   * @param invitedBy who invites the person; null if they requested the link themselves
   */
  async run(tx: Tx, user: User, invitedBy: string | null): Promise<void> {
    const { VERIFICATION_LINK_HOURS, INVITATION_LINK_DAYS } = this.config.values;
    await this.#issue(tx, user, ['verification', 'invitation'], (token, now) =>
      user.isInvited
        ? MailedLink.invitation(user.id, token, after(now, INVITATION_LINK_DAYS * DAY), invitedBy, now)
        : MailedLink.verification(user.id, token, after(now, VERIFICATION_LINK_HOURS * HOUR), now),
    );
  }

  /** Within the quota of the address, like every link that can be requested without signing in. */
  async reset(tx: Tx, user: User): Promise<void> {
    if (!(await this.quota.take(tx, user.email))) return;
    await this.#issue(tx, user, ['reset'], (token, now) =>
      MailedLink.reset(user.id, token, after(now, this.config.values.RESET_LINK_MINUTES), now),
    );
  }

  /** Uses the quota of the address that gets the email, so that nobody can flood another person's mailbox. */
  async emailChange(tx: Tx, user: User, wanted: WantedEmail): Promise<void> {
    if (!(await this.quota.take(tx, wanted.newEmail))) return;
    await this.#issue(tx, user, ['email_change'], (token, now) =>
      MailedLink.emailChange(
        user.id,
        token,
        after(now, this.config.values.VERIFICATION_LINK_HOURS * HOUR),
        wanted,
        now,
      ),
    );
  }

  /** Mailed to the old address. It voids no other link, because each of several old addresses has its own. */
  async emailUndo(tx: Tx, user: User, oldEmail: string): Promise<void> {
    await this.#issue(tx, user, [], (token, now) =>
      MailedLink.emailUndo(user.id, token, after(now, UNDO_DAYS * DAY), oldEmail, now),
    );
  }

  /** Expires like an invitation, because the person has not requested it. */
  async passwordMissing(tx: Tx, user: User): Promise<void> {
    const lifetime = this.config.values.INVITATION_LINK_DAYS * DAY;
    await this.#issue(tx, user, ['reset'], (token, now) =>
      MailedLink.passwordMissing(user.id, token, after(now, lifetime), now),
    );
  }

  /** @returns the token, for a page that uses it at once */
  atHand(tx: Tx, user: User, kind: 'reset' | 'review'): Promise<string> {
    return this.#issue(tx, user, [kind], (token, now) =>
      MailedLink.atHand(kind, user.id, token, after(now, this.config.values.RESET_LINK_MINUTES), now),
    );
  }

  async #issue(
    tx: Tx,
    user: User,
    kinds: LinkKind[],
    make: (token: LinkToken, now: Date) => MailedLink,
  ): Promise<string> {
    const now = await timeOf(tx);
    await voidLinks(tx, user.id, now, { kinds });
    const secret = newToken();
    await tx.save(make({ hash: hashToken(secret), sealed: this.sealer.seal(secret, 'mailed-link') }, now));
    return secret;
  }
}

/** Which links: of some kinds, or requested in some sessions. */
interface Which {
  readonly kinds?: readonly LinkKind[];
  readonly sessionIds?: readonly string[];
}

/**
 * Voids a user's active links, or some of them. Links that undo a change of address are voided only if their kind is named:
 * otherwise a thief could void the owner's by changing the password.
 */
export async function voidLinks(tx: Tx, userId: string, now: Date, which: Which = {}): Promise<void> {
  const live = `user_id = $1 AND used_at IS NULL AND voided_at IS NULL
    AND CASE WHEN $2::text[] IS NULL THEN kind <> 'email_undo' ELSE kind = ANY ($2) END AND ($3::uuid[] IS NULL OR session_id = ANY ($3))`;
  for (const older of await tx.findAll(MailedLink, live, [userId, which.kinds ?? null, which.sessionIds ?? null])) {
    older.void(now);
    await tx.save(older);
  }
}

const after = (now: Date, minutes: number) => new Date(now.getTime() + minutes * MINUTE_MS);
