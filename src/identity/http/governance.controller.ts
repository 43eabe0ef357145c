import { Body, Controller, Delete, Param, Patch, Post, Put } from '@nestjs/common';
import { Actor, BeyondOwnAccess, Can, CurrentActor } from '../../access/index.js';
import { IllegalTransition, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { IdParams } from '../../platform/http/schemas.js';
import { AddressNotYours, EmailTaken, LastAdministrator, OwnAccount } from '../domain/errors.js';
import { AmendUser } from '../use-cases/amend-user.js';
import { AssignRoles } from '../use-cases/assign-roles.js';
import { EraseUser } from '../use-cases/erase-user.js';
import { QuickVerifyUser } from '../use-cases/quick-verify-user.js';
import { SetAccess } from '../use-cases/set-access.js';
import { UserAnswer } from './user.schemas.js';
import { AccessBody, RolesBody, UserPatch } from './governance.schemas.js';

/** What staff do with somebody who is in the list already. */
@Controller('api/v1/users/:id')
export class GovernanceController {
  constructor(
    private readonly amendUser: AmendUser,
    private readonly setAccess: SetAccess,
    private readonly assignRoles: AssignRoles,
    private readonly quickVerifyUser: QuickVerifyUser,
    private readonly eraseUser: EraseUser,
  ) {}

  @Patch()
  @Can('change', 'User')
  @Answers(200, UserAnswer, 'Changed. Only a contact’s address can be: who can sign in confirms a new one themselves.')
  @Problems(IllegalTransition, AddressNotYours, EmailTaken, OwnAccount, UnknownReference, BeyondOwnAccess)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: UserPatch }) body: UserPatch,
  ) {
    return this.amendUser.run(actor, id, body);
  }

  @Put('access')
  @Can('change', 'User')
  @Answers(200, UserAnswer, 'Given: an invitation is mailed. Taken: every session has ended, and they are a contact.')
  @Problems(IllegalTransition, OwnAccount, BeyondOwnAccess, LastAdministrator)
  access(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: AccessBody }) { canSignIn }: AccessBody,
  ) {
    return this.setAccess.run(actor, id, canSignIn);
  }

  @Put('roles')
  @Can('assign_roles', 'User')
  @Answers(200, UserAnswer, 'These are the roles from the next request on.')
  @Problems(IllegalTransition, OwnAccount, UnknownReference, BeyondOwnAccess, LastAdministrator)
  roles(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: RolesBody }) { roles }: RolesBody,
  ) {
    return this.assignRoles.run(actor, id, roles);
  }

  @Post('quick-verification')
  @Can('quick_verify', 'User')
  @Answers(200, UserAnswer, 'The address counts as confirmed. Not recommended: nobody has shown that it is theirs.')
  @Problems(IllegalTransition)
  quickVerify(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.quickVerifyUser.run(actor, id);
  }

  @Delete()
  @Can('delete', 'User')
  @AnswersNothing(204, 'Deleted and erased: open bookings are cancelled, and histories keep a pseudonym.')
  @Problems(IllegalTransition, OwnAccount, BeyondOwnAccess, LastAdministrator)
  erase(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.eraseUser.run(actor, id);
  }
}
