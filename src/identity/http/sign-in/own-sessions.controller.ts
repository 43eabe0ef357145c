import { Controller, Delete, Get, Param, Query, UseGuards } from '@nestjs/common';
import { Can, StepUpRequired } from '../../../access/index.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../../platform/http/paging.js';
import { IdParams } from '../../../platform/http/schemas.js';
import type { CurrentSession as Session } from '../../use-cases/sign-in/current-sessions.js';
import { OwnSessions } from '../../use-cases/sign-in/own-sessions.js';
import { OwnSession, SessionList } from '../account/account.schemas.js';
import { CurrentSession } from './current-session.js';
import { StepUpGuard } from './step-up.guard.js';
import { ownSessionsDocs } from '../account/account.docs.js';

@Controller('api/v1/me/sessions')
@Documented(ownSessionsDocs)
export class OwnSessionsController {
  constructor(private readonly ownSessions: OwnSessions) {}

  @Get()
  @Can('read', 'OwnAccount')
  @Answers(200, pageOf(OwnSession), 'Where you are signed in, newest first.')
  list(@CurrentSession() session: Session, @Query({ schema: SessionList }) query: SessionList) {
    return this.ownSessions.page(session, query);
  }

  @Delete()
  @Can('change', 'OwnAccount')
  @UseGuards(StepUpGuard)
  @AnswersNothing(204, 'All your other sessions have ended.')
  @Problems(StepUpRequired)
  endOthers(@CurrentSession() session: Session) {
    return this.ownSessions.endOthers(session);
  }

  @Delete(':id')
  @Can('change', 'OwnAccount')
  @UseGuards(StepUpGuard)
  @AnswersNothing(204, 'The session has ended.')
  @Problems(StepUpRequired)
  end(@CurrentSession() session: Session, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.ownSessions.end(session, id);
  }
}
