import { Body, Controller, Get, Patch, Put, UseGuards } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { SsoOnly, StepUpRequired } from '../domain/errors.js';
import { ChangeOwnDetails } from '../use-cases/change-own-details.js';
import { ChangePassword } from '../use-cases/change-password.js';
import type { CurrentSession as Session } from '../use-cases/current-sessions.js';
import { ReadUsers } from '../use-cases/read-users.js';
import { OwnDetailsBody, PasswordBody } from './account.schemas.js';
import { CurrentSession } from './current-session.js';
import { StepUpGuard } from './step-up.guard.js';
import { UserAnswer } from './user.schemas.js';

@Controller('api/v1/me')
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
  @Answers(200, UserAnswer, 'Changed; a new address only when the link that is mailed to it is followed.')
  @Problems(StepUpRequired)
  change(@CurrentSession() session: Session, @Body({ schema: OwnDetailsBody }) body: OwnDetailsBody) {
    return this.changeOwnDetails.run(session, body);
  }

  @Put('password')
  @Can('change', 'OwnAccount')
  @UseGuards(StepUpGuard)
  @AnswersNothing(204, 'Set; every other session of the caller has ended.')
  @Problems(StepUpRequired, SsoOnly)
  setPassword(@CurrentSession() session: Session, @Body({ schema: PasswordBody }) { password }: PasswordBody) {
    return this.changePassword.run(session, password);
  }
}
