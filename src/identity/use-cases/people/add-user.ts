import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import type { PersonalDetails, Placement } from '../../domain/user-details.js';
import { EnsurePlacement } from './ensure-placement.js';
import { IssueLink } from '../issue-link.js';
import { timeOf } from '../time-of.js';
import { type ShownUser, UserViews } from './user-views.js';

/** ID-4: an admin adds a person: with access they are invited, without it they are a contact. */
@Injectable()
export class AddUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ensurePlacement: EnsurePlacement,
    private readonly issueLink: IssueLink,
    private readonly views: UserViews,
  ) {}

  /** @throws EmailTaken, UnknownReference, BeyondOwnAccess */
  run(actor: Actor, details: PersonalDetails, canSignIn: boolean, placement: Placement): Promise<ShownUser> {
    return this.work.run(actor, async (tx) => {
      await this.ensurePlacement.run(actor, 'create', placement);
      const user = User.add(details, canSignIn, placement, actor.userId, await timeOf(tx));
      await tx.save(user);
      if (canSignIn) await this.issueLink.run(tx, user, actor.userId);
      return this.views.one(user);
    });
  }
}
