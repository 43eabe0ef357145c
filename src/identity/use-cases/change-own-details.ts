import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { ensureFresh } from '../domain/step-up.js';
import { User } from '../domain/user.js';
import type { CurrentSession } from './current-sessions.js';
import { inEvenTime } from './in-even-time.js';
import { IssueLink } from './issue-link.js';
import { MailQuota } from './mail-quota.js';
import { type ShownUser, UserViews } from './user-views.js';

export interface OwnDetails {
  name?: string | undefined;
  phone?: string | null | undefined;
  email?: string | undefined;
}

/**
 * Somebody changes what is written of them. Name and phone change at once; the address only when a link that is mailed
 * to the new one is followed (ID-13).
 */
@Injectable()
export class ChangeOwnDetails {
  constructor(
    private readonly work: UnitOfWork,
    private readonly issueLink: IssueLink,
    private readonly quota: MailQuota,
    private readonly views: UserViews,
  ) {}

  /** @throws StepUpRequired */
  async run(session: CurrentSession, details: OwnDetails): Promise<ShownUser> {
    if (details.email === undefined) return this.#change(session, details);
    ensureFresh(session);
    return inEvenTime(() => this.#change(session, details));
  }

  #change({ actor, id: sessionId }: CurrentSession, { name, phone, email }: OwnDetails): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      // In one order whoever asks, so that two who want each other's address do not wait for each other.
      const users = await tx.findAll(User, 'id = $1 OR email = $2 ORDER BY id', [actor.userId, email ?? null]);
      const user = users.find(({ id }) => id === actor.userId)!;
      user.changeDetails({ ...(name !== undefined && { name }), ...(phone !== undefined && { phone }) });
      await tx.save(user);
      const owner = users.find(({ id }) => id !== actor.userId);
      if (owner) await this.#tellOwner(tx, owner);
      else if (email && email !== user.email)
        await this.issueLink.emailChange(tx, user, { newEmail: email, sessionId });
      return this.views.one(user);
    });
  }

  /**
   * ID-8: the address is somebody else's. Who asks learns nothing of it; the owner does, in the way that is open to them, and
   * within the quota of their address: nobody's mailbox is filled by somebody else's account.
   */
  async #tellOwner(tx: Tx, owner: User): Promise<void> {
    if (owner.state === 'unconfirmed') return this.issueLink.asked(tx, owner);
    if (!(await this.quota.take(owner.email))) return;
    owner.tellOfWantedAddress();
    await tx.save(owner);
  }
}
