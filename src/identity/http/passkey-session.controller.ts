import { Body, Controller, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Can, Public } from '../../access/index.js';
import { TooManyRequests } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import {
  AwaitingApproval,
  EmailUnconfirmed,
  InvalidCredentials,
  PasskeyRefused,
  RegistrationRejected,
  SsoOnly,
  Suspended,
} from '../domain/errors.js';
import type { CurrentSession as Session } from '../use-cases/current-sessions.js';
import { BrowserSessions } from './browser-sessions.js';
import { CeremonyLimitGuard } from './ceremony-limit.guard.js';
import { CurrentSession } from './current-session.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { PasskeyGuard } from './passkey.guard.js';
import { PasskeySignInBody, RequestOptions, StepUpBody } from './passkey.schemas.js';
import type { IdentifiedRequest } from './password.guard.js';
import { SessionAnswer } from './session.schemas.js';

@Controller('api/v1/session')
export class PasskeySessionController {
  constructor(
    private readonly sessions: BrowserSessions,
    private readonly ceremonies: PasskeyCeremonies,
  ) {}

  @Post('passkey-options')
  @Public()
  @UseGuards(CeremonyLimitGuard)
  @Problems(TooManyRequests)
  @Answers(200, RequestOptions, 'What `navigator.credentials.get` takes, for a sign-in or a step-up.')
  options(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.ceremonies.begin(request, reply);
  }

  @Post('passkey')
  @Public()
  @UseGuards(CeremonyLimitGuard, PasskeyGuard)
  @Answers(200, SessionAnswer, 'Signed in: the cookie carries the session.')
  @Problems(
    ...[TooManyRequests, PasskeyRefused, InvalidCredentials, SsoOnly],
    ...[EmailUnconfirmed, AwaitingApproval, RegistrationRejected, Suspended],
  )
  signIn(
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: PasskeySignInBody }) { remember }: PasskeySignInBody,
  ) {
    return this.sessions.begin(request, reply, remember);
  }

  @Post('step-up')
  @Can('change', 'OwnAccount')
  @AnswersNothing(204, 'The session goes on under a new cookie, as fresh as after a sign-in.')
  @Problems(TooManyRequests, InvalidCredentials, PasskeyRefused, SsoOnly)
  stepUp(
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: StepUpBody }) body: StepUpBody,
  ) {
    return this.sessions.stepUp(session, body, request, reply);
  }
}
