import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { endSessions } from '../sign-in/end-sessions.js';
import { ensureOthersAdminister, lockAdministrators } from './ensure-others-administer.js';
import { ensureMayGovern } from './ensure-may-govern.js';
import { IdentityQueries } from '../identity.queries.js';
import { voidLinks } from '../issue-link.js';
import { timeOf } from '../time-of.js';
import { type ShownUser, UserViews } from './user-views.js';

/** Suspension ends every session at once (ID-15). */
@Injectable()
export class SuspendUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
    private readonly queries: IdentityQueries,
    private readonly views: UserViews,
  ) {}

  /** @throws NotFound, Forbidden, OwnAccount, BeyondOwnAccess, IllegalTransition, LastAdministrator */
  run(actor: Actor, id: string): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      await lockAdministrators(tx);
      const user = await tx.load(User, id);
      actor.ensure('suspend', 'User', user);
      ensureMayGovern(actor, user, await this.access.roles());
      const now = await timeOf(tx);
      user.suspend(actor.userId, now);
      await ensureOthersAdminister(this.queries, user.id);
      await tx.save(user);
      await endSessions(tx, user.id, now);
      // Links that were mailed before do not work again after a restoration.
      await voidLinks(tx, user.id, now);
      return this.views.one(user);
    });
  }
}
