import { Controller, Get } from '@nestjs/common';
import { Can } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import type { CurrentSession as Session } from '../use-cases/current-sessions.js';
import { UserViews } from '../use-cases/user-views.js';
import { CurrentSession } from './current-session.js';
import { UserAnswer } from './user.schemas.js';

@Controller('api/v1/me')
export class MeController {
  constructor(private readonly views: UserViews) {}

  @Get()
  @Can('read', 'OwnAccount')
  @Answers(200, UserAnswer)
  show(@CurrentSession() { user, grantsVersion }: Session) {
    return this.views.one(user, grantsVersion);
  }
}
