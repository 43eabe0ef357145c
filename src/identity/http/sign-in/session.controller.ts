import { Body, Controller, Delete, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Can, Public } from '../../../access/index.js';
import { TooManyRequests } from '../../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { HoldsSecret } from '../../../platform/http/holds-secret.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import {
  AwaitingApproval,
  EmailUnconfirmed,
  InvalidCredentials,
  RegistrationRejected,
  SsoOnly,
  Suspended,
} from '../../domain/errors.js';
import type { CurrentSession as Session } from '../../use-cases/sign-in/current-sessions.js';
import { BrowserSessions } from './browser-sessions.js';
import { CurrentSession } from './current-session.js';
import { type IdentifiedRequest, PasswordGuard } from './password.guard.js';
import { SessionAnswer, SignInBody } from './session.schemas.js';
import { sessionDocs } from './sign-in.docs.js';

@Controller('api/v1/session')
@Documented(sessionDocs)
export class SessionController {
  constructor(private readonly sessions: BrowserSessions) {}

  @Post()
  @Public()
  @HoldsSecret()
  @UseGuards(PasswordGuard)
  @Answers(200, SessionAnswer, 'Signed in. The cookie carries the session.')
  @Problems(
    ...[TooManyRequests, InvalidCredentials, SsoOnly],
    ...[EmailUnconfirmed, AwaitingApproval, RegistrationRejected, Suspended],
  )
  signIn(
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: SignInBody }) { remember }: SignInBody,
  ) {
    return this.sessions.begin(request, reply, remember);
  }

  @Get()
  @Can('read', 'OwnAccount')
  @Answers(200, SessionAnswer, 'Who is signed in, and what they may do in which branches.')
  show(@CurrentSession() session: Session) {
    return this.sessions.show(session);
  }

  @Delete()
  @Can('change', 'OwnAccount')
  @AnswersNothing(204, 'Signed out. The session’s cookie no longer works anywhere.')
  signOut(@CurrentSession() session: Session, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.sessions.end(session, reply);
  }
}
