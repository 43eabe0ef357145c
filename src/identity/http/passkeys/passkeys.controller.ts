import { Body, Controller, Delete, Get, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { type Actor, Can, CurrentActor, SessionRequired, StepUpRequired } from '../../../access/index.js';
import { TooManyRequests } from '../../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { HoldsSecret } from '../../../platform/http/holds-secret.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../../platform/http/schemas.js';
import { LastWayIn, PasskeyNotAdded, SsoOnly } from '../../domain/errors.js';
import { AddPasskey } from '../../use-cases/passkeys/add-passkey.js';
import { BeginPasskey } from '../../use-cases/passkeys/begin-passkey.js';
import type { CurrentSession as Session } from '../../use-cases/sign-in/current-sessions.js';
import { PasskeyQueries } from '../../use-cases/passkeys/passkeys.queries.js';
import { RemovePasskey } from '../../use-cases/passkeys/remove-passkey.js';
import { RenamePasskey } from '../../use-cases/passkeys/rename-passkey.js';
import { CurrentSession } from '../sign-in/current-session.js';
import { CreationOptions, NewPasskey, PasskeyAnswer, PasskeyList, PasskeyPage } from './passkey.schemas.js';
import { PasskeyRenaming } from './passkey.schemas.js';
import { StepUpGuard } from '../sign-in/step-up.guard.js';
import { passkeysDocs } from '../account/account.docs.js';

@Controller('api/v1/me/passkeys')
@Documented(passkeysDocs)
export class PasskeysController {
  constructor(
    private readonly queries: PasskeyQueries,
    private readonly beginPasskey: BeginPasskey,
    private readonly addPasskey: AddPasskey,
    private readonly renamePasskey: RenamePasskey,
    private readonly removePasskey: RemovePasskey,
  ) {}

  @Get()
  @Can('read', 'OwnAccount')
  @Answers(200, PasskeyPage, 'Your passkeys, oldest first.')
  list(@CurrentSession() { actor, id }: Session, @Query({ schema: PasskeyList }) page: PasskeyList) {
    return this.queries.passkeys(actor, page, id);
  }

  @Post('options')
  @HoldsSecret()
  @Can('change', 'OwnAccount')
  @UseGuards(StepUpGuard)
  @Answers(200, CreationOptions, 'Options for `navigator.credentials.create`.')
  @Problems(StepUpRequired)
  options(@CurrentSession() { actor, id }: Session) {
    return this.beginPasskey.run(actor.userId, { sessionId: id });
  }

  @Post()
  @HoldsSecret()
  @Can('change', 'OwnAccount')
  @UseGuards(StepUpGuard)
  @Answers(201, PasskeyAnswer, 'Added.')
  @Problems(StepUpRequired, PasskeyNotAdded, SsoOnly, TooManyRequests)
  add(@CurrentSession() { actor, id }: Session, @Body({ schema: NewPasskey }) { response, name }: NewPasskey) {
    return this.addPasskey.run(actor, id, response, name);
  }

  @Patch(':id')
  @Can('change', 'OwnAccount')
  @Answers(200, PasskeyAnswer)
  rename(
    @CurrentSession() { actor }: Session,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: PasskeyRenaming }) { name }: PasskeyRenaming,
  ) {
    return this.renamePasskey.run(actor, id, name);
  }

  @Delete(':id')
  @Can('change', 'OwnAccount')
  @UseGuards(StepUpGuard)
  @AnswersNothing(204, 'Removed. Sessions that were started with it have ended.')
  @Problems(StepUpRequired, SessionRequired, LastWayIn, TooManyRequests)
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.removePasskey.run(actor, id);
  }
}
