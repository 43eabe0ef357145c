import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../platform/http/schemas.js';
import { Consents } from '../use-cases/consents.js';
import { ClientList, GrantList } from './client.schemas.js';
import { ownGrantsDocs } from './openid.docs.js';

@Controller('api/v1/me/grants')
@Documented(ownGrantsDocs)
export class OwnGrantsController {
  constructor(private readonly consents: Consents) {}

  @Get()
  @Can('read', 'OwnAccount')
  @Answers(200, GrantList, 'Applications that you allowed to use your account, newest first.')
  list(@CurrentActor() actor: Actor, @Query({ schema: ClientList }) query: ClientList) {
    return this.consents.list(actor, query);
  }

  @Delete(':id')
  @Can('change', 'OwnAccount')
  @AnswersNothing(204, 'Withdrawn. The client’s tokens no longer work, and it has to ask again.')
  withdraw(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.consents.withdraw(actor, id);
  }
}
