import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { CredentialQuota } from './credential-quota.js';
import type { CurrentSession } from '../sign-in/current-sessions.js';
import { ensureFresh } from '../sign-in/ensure-fresh.js';
import { inEvenTime } from '../in-even-time.js';
import { IssueLink } from '../issue-link.js';
import { MailQuota } from '../mail-quota.js';
import { type ShownUser, UserViews } from '../people/user-views.js';

export interface OwnDetails {
  name?: string | undefined;
  phone?: string | null | undefined;
  locale?: string | null | undefined;
  email?: string | undefined;
}

/**
 * People change their own details. Name, phone and locale change at once; the address changes when they follow a link that is
 * mailed to the new one (ID-13).
 */
@Injectable()
export class ChangeOwnDetails {
  constructor(
    private readonly work: UnitOfWork,
    private readonly issueLink: IssueLink,
    private readonly quota: MailQuota,
    private readonly changes: CredentialQuota,
    private readonly views: UserViews,
  ) {}

  /** @throws StepUpRequired, TooManyRequests */
  async run(session: CurrentSession, details: OwnDetails): Promise<ShownUser> {
    if (details.email === undefined) return this.#change(session, details);
    ensureFresh(session);
    await this.changes.take('email', session.actor.userId);
    return inEvenTime(() => this.#change(session, details));
  }

  #change({ actor, id: sessionId }: CurrentSession, { email, ...details }: OwnDetails): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      // Sorted, so that two people who want each other's address do not deadlock.
      const users = await tx.findAll(User, 'id = $1 OR email = $2 ORDER BY id', [actor.userId, email ?? null]);
      const user = users.find(({ id }) => id === actor.userId)!;
      user.changeDetails(given(details));
      await tx.save(user);
      const owner = users.find(({ id }) => id !== actor.userId);
      if (owner) await this.#tellOwner(tx, owner);
      else if (email && email !== user.email)
        await this.issueLink.emailChange(tx, user, { newEmail: email, sessionId });
      return this.views.one(user);
    });
  }

  /**
   * ID-8: the address belongs to somebody else. The caller is not told; the owner gets an email, within the quota of their
   * address, so that nobody's mailbox can be flooded.
   */
  async #tellOwner(tx: Tx, owner: User): Promise<void> {
    if (owner.state === 'unconfirmed') return this.issueLink.asked(tx, owner);
    if (!(await this.quota.take(tx, owner.email, 'notices'))) return;
    owner.tellOfWantedAddress();
    await tx.save(owner);
  }
}

const given = <Details extends object>(details: Details) =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)) as {
    [Field in keyof Details]: Exclude<Details[Field], undefined>;
  };
