import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Actor, BeyondOwnAccess, Can, CurrentActor, MayNeedStepUp } from '../../../access/index.js';
import { IllegalTransition, TooManyRequests, UnknownReference } from '../../../platform/domain/domain-error.js';
import { CompletedBy } from '../../../platform/http/answer-maker.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../../platform/http/paging.js';
import { IdParams } from '../../../platform/http/schemas.js';
import { EmailTaken } from '../../domain/errors.js';
import { CompleteUsers } from '../../use-cases/people/complete-users.js';
import { AddUser } from '../../use-cases/people/add-user.js';
import { InviteAgain } from '../../use-cases/people/invite-again.js';
import { ReadUsers } from '../../use-cases/people/read-users.js';
import { NewUser, UserDetailsAnswer, UserList } from './user.schemas.js';
import { usersDocs } from './users.docs.js';

@Controller('api/v1/users')
@Documented(usersDocs)
export class UsersController {
  constructor(
    private readonly readUsers: ReadUsers,
    private readonly addUser: AddUser,
    private readonly inviteAgain: InviteAgain,
  ) {}

  @Get()
  @Can('read', 'User')
  @CompletedBy(CompleteUsers)
  @Answers(200, pageOf(UserDetailsAnswer), 'The people that you can see, by name.')
  list(@CurrentActor() actor: Actor, @Query({ schema: UserList }) query: UserList) {
    return this.readUsers.page(actor, query);
  }

  @Get(':id')
  @Can('read', 'User')
  @CompletedBy(CompleteUsers)
  @Answers(200, UserDetailsAnswer)
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.readUsers.one(actor, id);
  }

  @Post()
  @Can('create', 'User')
  @MayNeedStepUp()
  @CompletedBy(CompleteUsers)
  @Answers(201, UserDetailsAnswer, 'Added. With access, an invitation is emailed; without it, the person is a contact.')
  @Problems(EmailTaken, UnknownReference, BeyondOwnAccess)
  add(@CurrentActor() actor: Actor, @Body({ schema: NewUser }) { details, canSignIn, placement }: NewUser) {
    return this.addUser.run(actor, details, canSignIn, placement);
  }

  @Post(':id/invitation')
  @Can('create', 'User')
  @AnswersNothing(202, 'A new invitation is emailed; the older link no longer works.')
  @Problems(IllegalTransition, TooManyRequests)
  invite(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.inviteAgain.run(actor, id);
  }
}
