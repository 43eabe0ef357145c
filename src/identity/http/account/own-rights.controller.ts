import { Body, Controller, Delete, Get, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Actor, Can, CurrentActor, SessionRequired, StepUpRequired } from '../../../access/index.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { instantOut } from '../../../platform/http/schemas.js';
import { Expensive } from '../../../platform/limits/expensive.interceptor.js';
import { AgreementSuperseded, LastAdministrator } from '../../domain/errors.js';
import { AcceptAgreement } from '../../use-cases/account/accept-agreement.js';
import { EraseUser } from '../../use-cases/people/erase-user.js';
import { ExportOwnData } from '../../use-cases/account/export-own-data.js';
import { SessionCookie } from '../sign-in/session-cookie.js';
import { StepUpGuard } from '../sign-in/step-up.guard.js';
import { ownRightsDocs } from './account.docs.js';

const AcceptanceBody = z
  .strictObject({ version: z.int().min(1).max(2_147_483_647) })
  .meta({ id: 'AgreementAcceptanceRequest' });
type AcceptanceBody = z.output<typeof AcceptanceBody>;
const AcceptanceAnswer = z.object({ version: z.int(), acceptedAt: instantOut }).meta({ id: 'AgreementAcceptance' });

/** Each part is named by the context that stores it, in that context's own form. */
const ExportAnswer = z
  .object({ exportedAt: instantOut, parts: z.record(z.string(), z.unknown()) })
  .meta({ id: 'PersonalData' });

/** What everyone may do with their own account, by law or by the organisation's rules (ID-17, ID-18). */
@Controller('api/v1/me')
@Documented(ownRightsDocs)
export class OwnRightsController {
  constructor(
    private readonly acceptAgreement: AcceptAgreement,
    private readonly exportOwnData: ExportOwnData,
    private readonly eraseUser: EraseUser,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('agreement-acceptances')
  @Can('change', 'OwnAccount')
  @Answers(201, AcceptanceAnswer, 'Accepted. Accepting the same version again returns the first acceptance.')
  @Problems(AgreementSuperseded)
  accept(@CurrentActor() actor: Actor, @Body({ schema: AcceptanceBody }) { version }: AcceptanceBody) {
    return this.acceptAgreement.run(actor, version);
  }

  @Get('export')
  @Can('read', 'OwnAccount')
  @Expensive()
  @UseGuards(StepUpGuard)
  @Answers(200, ExportAnswer, 'Everything we hold about you.')
  @Problems(StepUpRequired, SessionRequired)
  export(@CurrentActor() actor: Actor) {
    return this.exportOwnData.run(actor.userId);
  }

  @Delete()
  @Can('change', 'OwnAccount')
  @Expensive()
  @UseGuards(StepUpGuard)
  @AnswersNothing(204, 'Deleted and erased. It cannot be undone.')
  @Problems(StepUpRequired, SessionRequired, LastAdministrator)
  async erase(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.eraseUser.self(actor);
    this.cookie.clear(reply);
  }
}
