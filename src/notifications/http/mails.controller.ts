import { Controller, Get, Param, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { MailQueries } from '../use-cases/mails.queries.js';
import { MailAnswer, MailList } from './mail.schemas.js';
import { mailsDocs } from './notifications.docs.js';

@Controller('api/v1/users/:id/emails')
@Documented(mailsDocs)
export class MailsController {
  constructor(private readonly queries: MailQueries) {}

  @Get()
  @Can('read', 'Mail')
  @Answers(200, pageOf(MailAnswer), 'The emails to this person, newest first.')
  list(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: MailList }) query: MailList,
  ) {
    return this.queries.mailsTo(actor, id, query);
  }
}
