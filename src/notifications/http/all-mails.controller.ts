import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { MailNotFailed, MailNotResendable } from '../domain/errors.js';
import { MailQueries } from '../use-cases/mails.queries.js';
import { ResendMail } from '../use-cases/resend-mail.js';
import { MailOfSomebodyAnswer, MailSearch } from './mail.schemas.js';
import { allMailsDocs } from './notifications.docs.js';

/** All mails, for the staff who check them. */
@Controller('api/v1/mails')
@Documented(allMailsDocs)
export class AllMailsController {
  constructor(
    private readonly queries: MailQueries,
    private readonly resendMail: ResendMail,
  ) {}

  @Get()
  @Can('read', 'Mail')
  @Answers(200, pageOf(MailOfSomebodyAnswer), 'The emails to people of your branches, newest first.')
  list(@CurrentActor() actor: Actor, @Query({ schema: MailSearch }) query: MailSearch) {
    return this.queries.all(actor, query);
  }

  @Post(':id/resending')
  @Can('resend', 'Mail')
  @Answers(200, MailOfSomebodyAnswer, 'The email is queued again.')
  @Problems(MailNotFailed, MailNotResendable)
  resend(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.resendMail.run(actor, id);
  }
}
