import { Body, Controller, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Can, Public } from '../../../access/index.js';
import { TooManyRequests } from '../../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { HoldsSecret } from '../../../platform/http/holds-secret.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { Expensive } from '../../../platform/limits/expensive.interceptor.js';
import {
  AwaitingApproval,
  EmailUnconfirmed,
  InvalidCredentials,
  PasskeyRefused,
  RegistrationRejected,
  SsoOnly,
  Suspended,
} from '../../domain/errors.js';
import type { CurrentSession as Session } from '../../use-cases/sign-in/current-sessions.js';
import { BrowserSessions } from '../sign-in/browser-sessions.js';
import { CeremonyLimitGuard } from './ceremony-limit.guard.js';
import { CurrentSession } from '../sign-in/current-session.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { PasskeyGuard } from './passkey.guard.js';
import { PasskeySignInBody, RequestOptions, StepUpBody } from './passkey.schemas.js';
import type { IdentifiedRequest } from '../sign-in/password.guard.js';
import { SessionAnswer } from '../sign-in/session.schemas.js';
import { passkeySessionDocs } from '../sign-in/sign-in.docs.js';

@Controller('api/v1/session')
@Documented(passkeySessionDocs)
export class PasskeySessionController {
  constructor(
    private readonly sessions: BrowserSessions,
    private readonly ceremonies: PasskeyCeremonies,
  ) {}

  @Post('passkey-options')
  @Public()
  @HoldsSecret()
  @UseGuards(CeremonyLimitGuard)
  @Problems(TooManyRequests)
  @Answers(200, RequestOptions, 'Options for `navigator.credentials.get`, for a sign-in or a step-up.')
  options(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.ceremonies.begin(request, reply);
  }

  @Post('passkey')
  @Public()
  @HoldsSecret()
  @UseGuards(CeremonyLimitGuard, PasskeyGuard)
  @Answers(200, SessionAnswer, 'Signed in. The cookie carries the session.')
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
  @Expensive()
  @HoldsSecret()
  @AnswersNothing(204, 'Confirmed. The response sets a new session cookie.')
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
