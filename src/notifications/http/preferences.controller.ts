import { Body, Controller, Get, Patch } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { ChooseMails } from '../use-cases/choose-mails.js';
import { PreferencesAnswer, PreferencesPatch } from './preferences.schemas.js';

@Controller('api/v1/me/notification-preferences')
export class PreferencesController {
  constructor(private readonly chooseMails: ChooseMails) {}

  @Get()
  @Can('read', 'OwnAccount')
  @Answers(200, PreferencesAnswer, 'Every kind of mail, and whether the caller gets it.')
  read(@CurrentActor() actor: Actor) {
    return this.chooseMails.read(actor);
  }

  @Patch()
  @Can('change', 'OwnAccount')
  @Answers(200, PreferencesAnswer, 'Chosen; mails of security and of decisions always come.')
  choose(@CurrentActor() actor: Actor, @Body({ schema: PreferencesPatch }) body: PreferencesPatch) {
    return this.chooseMails.run(actor, body);
  }
}
