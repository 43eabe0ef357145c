import { Body, Controller, Get, Patch, Put, UseGuards } from '@nestjs/common';
import { Actor, Can, CurrentActor, StepUpRequired } from '../../../access/index.js';
import { TooManyRequests } from '../../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { HoldsSecret } from '../../../platform/http/holds-secret.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { Expensive } from '../../../platform/limits/expensive.interceptor.js';
import { SsoOnly } from '../../domain/errors.js';
import { ChangeOwnDetails } from '../../use-cases/account/change-own-details.js';
import { ChangePassword } from '../../use-cases/passwords/change-password.js';
import type { CurrentSession as Session } from '../../use-cases/sign-in/current-sessions.js';
import { ReadUsers } from '../../use-cases/people/read-users.js';
import { OwnDetailsBody, PasswordBody } from './account.schemas.js';
import { CurrentSession } from '../sign-in/current-session.js';
import { StepUpGuard } from '../sign-in/step-up.guard.js';
import { UserAnswer } from '../people/user.schemas.js';
import { meDocs } from './account.docs.js';

@Controller('api/v1/me')
@Documented(meDocs)
export class MeController {
  constructor(
    private readonly readUsers: ReadUsers,
    private readonly changeOwnDetails: ChangeOwnDetails,
    private readonly changePassword: ChangePassword,
  ) {}

  @Get()
  @Can('read', 'OwnAccount')
  @Answers(200, UserAnswer)
  show(@CurrentActor() actor: Actor) {
    return this.readUsers.own(actor);
  }

  @Patch()
  @Can('change', 'OwnAccount')
  @Answers(200, UserAnswer, 'Changed. A new email address takes effect when its emailed link is opened.')
  @Problems(StepUpRequired, TooManyRequests)
  change(@CurrentSession() session: Session, @Body({ schema: OwnDetailsBody }) body: OwnDetailsBody) {
    return this.changeOwnDetails.run(session, body);
  }

  @Put('password')
  @Can('change', 'OwnAccount')
  @Expensive()
  @HoldsSecret()
  @UseGuards(StepUpGuard)
  @AnswersNothing(204, 'The password is set, and your other sessions have ended.')
  @Problems(StepUpRequired, SsoOnly)
  setPassword(@CurrentSession() session: Session, @Body({ schema: PasswordBody }) { password }: PasswordBody) {
    return this.changePassword.run(session, password);
  }
}
