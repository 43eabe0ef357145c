import { Body, Controller, Delete, Param, Patch, Post, Put } from '@nestjs/common';
import { Actor, BeyondOwnAccess, Can, CurrentActor, MayNeedStepUp, NeedsStepUp } from '../../../access/index.js';
import { IllegalTransition, UnknownReference } from '../../../platform/domain/domain-error.js';
import { CompletedBy } from '../../../platform/http/answer-maker.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../../platform/http/schemas.js';
import { Expensive } from '../../../platform/limits/expensive.interceptor.js';
import { AddressNotYours, EmailTaken, LastAdministrator, OwnAccount } from '../../domain/errors.js';
import { CompleteUsers } from '../../use-cases/people/complete-users.js';
import { AmendUser } from '../../use-cases/people/amend-user.js';
import { AssignRoles } from '../../use-cases/people/assign-roles.js';
import { EraseUser } from '../../use-cases/people/erase-user.js';
import { QuickVerifyUser } from '../../use-cases/people/quick-verify-user.js';
import { SetAccess } from '../../use-cases/people/set-access.js';
import { UserDetailsAnswer } from './user.schemas.js';
import { AccessBody, RolesBody, UserPatch } from './governance.schemas.js';
import { governanceDocs } from './users.docs.js';

/** What staff change about people who are already in the list. */
@Controller('api/v1/users/:id')
@Documented(governanceDocs)
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
  @MayNeedStepUp()
  @CompletedBy(CompleteUsers)
  @Answers(
    200,
    UserDetailsAnswer,
    'Changed. Only a contact’s email address can be changed: people who can sign in change their own.',
  )
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
  @MayNeedStepUp()
  @CompletedBy(CompleteUsers)
  @Answers(
    200,
    UserDetailsAnswer,
    'Changed. If access was given, an invitation is emailed. If it was removed, all sessions have ended and the person is a contact.',
  )
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
  @NeedsStepUp()
  @CompletedBy(CompleteUsers)
  @Answers(200, UserDetailsAnswer, 'The roles apply with the person’s next request.')
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
  @CompletedBy(CompleteUsers)
  @Answers(
    200,
    UserDetailsAnswer,
    'The address is confirmed, and a link to set a password is emailed to it. Not recommended.',
  )
  @Problems(IllegalTransition)
  quickVerify(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.quickVerifyUser.run(actor, id);
  }

  @Delete()
  @Can('delete', 'User')
  @Expensive()
  @NeedsStepUp()
  @AnswersNothing(204, 'Deleted and erased: open bookings are cancelled, and histories keep a pseudonym.')
  @Problems(IllegalTransition, OwnAccount, BeyondOwnAccess, LastAdministrator)
  erase(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.eraseUser.run(actor, id);
  }
}
