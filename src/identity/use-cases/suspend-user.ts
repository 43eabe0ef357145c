import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor } from '../../access/index.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { LastAdministrator } from '../domain/errors.js';
import { User } from '../domain/user.js';
import { endSessions } from './end-sessions.js';
import { ensureMayGovern } from './ensure-may-govern.js';
import { IdentityQueries } from './identity.queries.js';
import { timeOf } from './time-of.js';
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
      // Two admins who suspend each other at once take turns: the second finds that no other is left (ID-17).
      await tx.lock('setting', 'administrators');
      const user = await tx.load(User, id);
      actor.ensure('suspend', 'User', user);
      ensureMayGovern(actor, user, await this.access.roles());
      const now = await timeOf(tx);
      user.suspend(actor.userId, now);
      await this.#ensureOthersAdminister(user);
      await tx.save(user);
      await endSessions(tx, user.id, now);
      return this.views.one(user);
    });
  }

  async #ensureOthersAdminister({ id }: User): Promise<void> {
    const administrators = await this.queries.holdersOf('organisation.manage', null);
    if (administrators.length === 1 && administrators[0]!.id === id) throw new LastAdministrator();
  }
}
