import { Controller, Get, Param, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../../access/index.js';
import { Answers } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../../platform/http/paging.js';
import { IdParams } from '../../../platform/http/schemas.js';
import { SignInHistory } from '../../use-cases/sign-in/sign-in-history.js';
import { SignInAnswer, SignInList } from './sign-in.schemas.js';
import { signInsDocs } from '../people/users.docs.js';

@Controller('api/v1/users/:id/sign-ins')
@Documented(signInsDocs)
export class SignInsController {
  constructor(private readonly history: SignInHistory) {}

  @Get()
  @Can('read', 'History')
  @Answers(200, pageOf(SignInAnswer), 'Every attempt to sign in as this person, newest first.')
  list(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: SignInList }) query: SignInList,
  ) {
    return this.history.page(actor, id, query);
  }
}
