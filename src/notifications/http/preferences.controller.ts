import { Body, Controller, Get, Patch } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { ChooseMails } from '../use-cases/choose-mails.js';
import { PreferencesAnswer, PreferencesPatch } from './preferences.schemas.js';
import { preferencesDocs } from './notifications.docs.js';

@Controller('api/v1/me/notification-preferences')
@Documented(preferencesDocs)
export class PreferencesController {
  constructor(private readonly chooseMails: ChooseMails) {}

  @Get()
  @Can('read', 'OwnAccount')
  @Answers(200, PreferencesAnswer, 'Every kind of email, and whether you get it.')
  read(@CurrentActor() actor: Actor) {
    return this.chooseMails.read(actor);
  }

  @Patch()
  @Can('change', 'OwnAccount')
  @Answers(200, PreferencesAnswer, 'Saved. Security and decision emails cannot be switched off.')
  choose(@CurrentActor() actor: Actor, @Body({ schema: PreferencesPatch }) body: PreferencesPatch) {
    return this.chooseMails.run(actor, body);
  }
}
