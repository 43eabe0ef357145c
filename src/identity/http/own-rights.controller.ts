import { Body, Controller, Delete, Get, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { instantOut } from '../../platform/http/schemas.js';
import { AgreementSuperseded, LastAdministrator, StepUpRequired } from '../domain/errors.js';
import { AcceptAgreement } from '../use-cases/accept-agreement.js';
import { EraseUser } from '../use-cases/erase-user.js';
import { ExportOwnData } from '../use-cases/export-own-data.js';
import { SessionCookie } from './session-cookie.js';
import { StepUpGuard } from './step-up.guard.js';

const AcceptanceBody = z.strictObject({ version: z.int().min(1).max(2_147_483_647) });
type AcceptanceBody = z.output<typeof AcceptanceBody>;
const AcceptanceAnswer = z.object({ version: z.int(), acceptedAt: instantOut });

/** Each part is named by the context that holds it, and is as that context tells it. */
const ExportAnswer = z.object({ exportedAt: instantOut, parts: z.record(z.string(), z.unknown()) });

/** What the law and the organisation let everybody do with their own account (ID-17, ID-18). */
@Controller('api/v1/me')
export class OwnRightsController {
  constructor(
    private readonly acceptAgreement: AcceptAgreement,
    private readonly exportOwnData: ExportOwnData,
    private readonly eraseUser: EraseUser,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('agreement-acceptances')
  @Can('change', 'OwnAccount')
  @Answers(201, AcceptanceAnswer, 'Accepted. Accepting the same version again gives the first answer.')
  @Problems(AgreementSuperseded)
  accept(@CurrentActor() actor: Actor, @Body({ schema: AcceptanceBody }) { version }: AcceptanceBody) {
    return this.acceptAgreement.run(actor, version);
  }

  @Get('export')
  @Can('read', 'OwnAccount')
  @UseGuards(StepUpGuard)
  @Answers(200, ExportAnswer, 'All that is held about you.')
  @Problems(StepUpRequired)
  export(@CurrentActor() actor: Actor) {
    return this.exportOwnData.run(actor.userId);
  }

  @Delete()
  @Can('change', 'OwnAccount')
  @UseGuards(StepUpGuard)
  @AnswersNothing(204, 'Deleted and erased. It cannot be undone.')
  @Problems(StepUpRequired, LastAdministrator)
  async erase(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.eraseUser.self(actor);
    this.cookie.clear(reply);
  }
}
