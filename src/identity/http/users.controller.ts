import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Actor, BeyondOwnAccess, Can, CurrentActor } from '../../access/index.js';
import { IllegalTransition, TooManyRequests, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { EmailTaken } from '../domain/errors.js';
import { AddUser } from '../use-cases/add-user.js';
import { InviteAgain } from '../use-cases/invite-again.js';
import { ReadUsers } from '../use-cases/read-users.js';
import { NewUser, UserAnswer, UserList } from './user.schemas.js';

@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly readUsers: ReadUsers,
    private readonly addUser: AddUser,
    private readonly inviteAgain: InviteAgain,
  ) {}

  @Get()
  @Can('read', 'User')
  @Answers(200, pageOf(UserAnswer), 'The people in reach, by name.')
  list(@CurrentActor() actor: Actor, @Query({ schema: UserList }) query: UserList) {
    return this.readUsers.page(actor, query);
  }

  @Get(':id')
  @Can('read', 'User')
  @Answers(200, UserAnswer)
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.readUsers.one(actor, id);
  }

  @Post()
  @Can('create', 'User')
  @Answers(201, UserAnswer, 'Added: with access an invitation is mailed, without it they are a contact.')
  @Problems(EmailTaken, UnknownReference, BeyondOwnAccess)
  add(@CurrentActor() actor: Actor, @Body({ schema: NewUser }) { details, canSignIn, placement }: NewUser) {
    return this.addUser.run(actor, details, canSignIn, placement);
  }

  @Post(':id/invitation')
  @Can('create', 'User')
  @AnswersNothing(202, 'A new invitation is mailed; the older link works no more.')
  @Problems(IllegalTransition, TooManyRequests)
  invite(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.inviteAgain.run(actor, id);
  }
}
