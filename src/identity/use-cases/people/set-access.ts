import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor } from '../../../access/index.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { endSessions } from '../sign-in/end-sessions.js';
import { ensureMayGovern } from './ensure-may-govern.js';
import { ensureOthersAdminister, lockAdministrators } from './ensure-others-administer.js';
import { IdentityQueries } from '../identity.queries.js';
import { IssueLink, voidLinks } from '../issue-link.js';
import { timeOf } from '../time-of.js';
import { type ShownUser, UserViews } from './user-views.js';
import { dropSsoLinks } from '../single-sign-on/sso-links.js';

/** ID-5: invites a contact, or makes a person a contact again. */
@Injectable()
export class SetAccess {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
    private readonly queries: IdentityQueries,
    private readonly issueLink: IssueLink,
    private readonly views: UserViews,
  ) {}

  /** @throws NotFound, Forbidden, BeyondOwnAccess, OwnAccount, IllegalTransition, LastAdministrator */
  run(actor: Actor, id: string, canSignIn: boolean): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      if (!canSignIn) await lockAdministrators(tx);
      const user = await tx.load(User, id);
      actor.ensure('change', 'User', user);
      if (canSignIn) await this.#give(tx, actor, user);
      else await this.#take(tx, actor, user);
      return this.views.one(user);
    });
  }

  async #give(tx: Tx, actor: Actor, user: User): Promise<void> {
    user.giveAccess(actor.userId, await timeOf(tx));
    // A contact's roles have no effect, so giving access counts as giving them (RP-11).
    await this.access.ensureMayGive(actor, 'change', user.roles, user.branchId);
    await tx.save(user);
    await this.issueLink.run(tx, user, actor.userId);
  }

  async #take(tx: Tx, actor: Actor, user: User): Promise<void> {
    ensureMayGovern(actor, user, await this.access.roles());
    user.takeAccess(actor.userId);
    await ensureOthersAdminister(this.queries, user.id);
    await tx.save(user);
    const now = await timeOf(tx);
    await tx.query('DELETE FROM identity.passkeys WHERE user_id = $1', [user.id]);
    await dropSsoLinks(tx, user.id);
    await endSessions(tx, user.id, now);
    await voidLinks(tx, user.id, now);
    await voidLinks(tx, user.id, now, { kinds: ['email_undo'] });
  }
}
