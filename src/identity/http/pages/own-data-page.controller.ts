import { Body, Controller, Get, Post, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Can } from '../../../access/index.js';
import { Expensive } from '../../../platform/limits/expensive.interceptor.js';
import type { CurrentSession as Session } from '../../use-cases/sign-in/current-sessions.js';
import { EraseUser } from '../../use-cases/people/erase-user.js';
import { ExportOwnData } from '../../use-cases/account/export-own-data.js';
import { CurrentSession } from '../sign-in/current-session.js';
import { ensureUnderstood } from './form-errors.js';
import { DeletionForm } from './page.schemas.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { SecurityPage } from './security-page.js';
import { SessionCookie } from '../sign-in/session-cookie.js';

/** The rights of ID-17 for people; programs have `/api/v1/me/export` and `DELETE /api/v1/me`. */
@Controller('account/security')
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class OwnDataPageController {
  constructor(
    private readonly page: SecurityPage,
    private readonly exportOwnData: ExportOwnData,
    private readonly eraseUser: EraseUser,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('export')
  @Can('read', 'OwnAccount')
  @Expensive()
  export(@CurrentSession() session: Session, @Res() reply: FastifyReply) {
    return this.page.download(session, reply, () => this.exportOwnData.run(session.user.id));
  }

  @Post('deletion')
  @Can('change', 'OwnAccount')
  @Expensive()
  erase(
    @CurrentSession() session: Session,
    @Body({ schema: DeletionForm }) { understood }: DeletionForm,
    @Res() reply: FastifyReply,
  ) {
    return this.page.leaveAfter(session, reply, async () => {
      ensureUnderstood(understood);
      await this.eraseUser.self(session.actor);
      this.cookie.clear(reply);
    });
  }
}
