import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Can } from '../../../access/index.js';
import { IdParams } from '../../../platform/http/schemas.js';
import { Expensive } from '../../../platform/limits/expensive.interceptor.js';
import { ChangeOwnDetails } from '../../use-cases/account/change-own-details.js';
import { ChangePassword } from '../../use-cases/passwords/change-password.js';
import type { CurrentSession as Session } from '../../use-cases/sign-in/current-sessions.js';
import { OwnSessions } from '../../use-cases/sign-in/own-sessions.js';
import { BrowserSessions } from '../sign-in/browser-sessions.js';
import { CurrentSession, type SignedInRequest } from '../sign-in/current-session.js';
import { typedAddress, typedDetails } from './form-errors.js';
import { DetailsForm, EmailForm, PasswordForm, SecurityQuery } from './page.schemas.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { SecurityPage } from './security-page.js';

/** The page for people who are signed in; programs have `/api/v1/me`. */
@Controller('account/security')
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class SecurityPageController {
  constructor(
    private readonly page: SecurityPage,
    private readonly changePassword: ChangePassword,
    private readonly changeOwnDetails: ChangeOwnDetails,
    private readonly ownSessions: OwnSessions,
    private readonly browserSessions: BrowserSessions,
  ) {}

  @Get()
  @Can('read', 'OwnAccount')
  show(
    @CurrentSession() session: Session,
    @Query({ schema: SecurityQuery }) { done }: SecurityQuery,
    @Res() reply: FastifyReply,
  ) {
    return this.page.show(session, done, reply);
  }

  @Post('step-up')
  @Can('change', 'OwnAccount')
  @Expensive()
  stepUp(
    @CurrentSession() session: Session,
    @Body({ schema: PasswordForm }) { password }: PasswordForm,
    @Req() request: SignedInRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.page.act(session, reply, 'confirmed', () =>
      this.browserSessions.stepUp(session, { password }, request, reply),
    );
  }

  /** These details do not affect signing in, so no step-up is needed. */
  @Post('details')
  @Can('change', 'OwnAccount')
  changeDetails(
    @CurrentSession() session: Session,
    @Body({ schema: DetailsForm }) typed: DetailsForm,
    @Res() reply: FastifyReply,
  ) {
    const work = async () => this.changeOwnDetails.run(session, typedDetails(typed));
    return this.page.act(session, reply, 'details', work, typed);
  }

  @Post('password')
  @Can('change', 'OwnAccount')
  @Expensive()
  setPassword(
    @CurrentSession() session: Session,
    @Body({ schema: PasswordForm }) { password }: PasswordForm,
    @Res() reply: FastifyReply,
  ) {
    return this.page.actFresh(session, reply, 'password', () => this.changePassword.run(session, password));
  }

  @Post('email')
  @Can('change', 'OwnAccount')
  changeEmail(
    @CurrentSession() session: Session,
    @Body({ schema: EmailForm }) { email }: EmailForm,
    @Res() reply: FastifyReply,
  ) {
    return this.page.actFresh(session, reply, 'email', async () =>
      this.changeOwnDetails.run(session, { email: typedAddress(email) }),
    );
  }

  @Post('sessions/:id/end')
  @Can('change', 'OwnAccount')
  endSession(
    @CurrentSession() session: Session,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Res() reply: FastifyReply,
  ) {
    return this.page.actFresh(session, reply, 'session', () => this.ownSessions.end(session, id));
  }

  @Post('sessions/end-others')
  @Can('change', 'OwnAccount')
  endOtherSessions(@CurrentSession() session: Session, @Res() reply: FastifyReply) {
    return this.page.actFresh(session, reply, 'sessions', () => this.ownSessions.endOthers(session));
  }

  @Post('sign-out')
  @Can('change', 'OwnAccount')
  async signOut(@CurrentSession() session: Session, @Res() reply: FastifyReply) {
    await this.browserSessions.end(session, reply);
    this.page.leave(reply, 'signed-out');
  }
}
