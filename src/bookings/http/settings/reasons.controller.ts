import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../../access/index.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../../platform/http/schemas.js';
import { ReasonBuiltIn, ReasonInUse, ReasonNameTaken } from '../../domain/errors.js';
import { ManageReasons } from '../../use-cases/settings/manage-reasons.js';
import { ReasonQueries } from '../../use-cases/settings/reasons.queries.js';
import { NewReason, ReasonAnswer, ReasonPatch, ReasonsAnswer } from './reason.schemas.js';
import { reasonsDocs } from './settings.docs.js';

@Controller('api/v1/booking-reasons')
@Documented(reasonsDocs)
export class ReasonsController {
  constructor(
    private readonly queries: ReasonQueries,
    private readonly reasons: ManageReasons,
  ) {}

  @Get()
  @Can('read', 'BookingReason')
  @Answers(200, ReasonsAnswer, 'Every reason that you may choose. The list has one page.')
  async list(@CurrentActor() actor: Actor) {
    return { items: await this.queries.list(actor), nextCursor: null };
  }

  @Post()
  @Can('create', 'BookingReason')
  @Answers(201, ReasonAnswer)
  @Problems(ReasonNameTaken)
  make(@CurrentActor() actor: Actor, @Body({ schema: NewReason }) { name, category }: NewReason) {
    return this.reasons.make(actor, name, category);
  }

  @Patch(':id')
  @Can('change', 'BookingReason')
  @Answers(200, ReasonAnswer, 'Changed. A disabled reason is hidden for new bookings; administrators still see it.')
  @Problems(ReasonNameTaken, ReasonBuiltIn)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: ReasonPatch }) body: ReasonPatch,
  ) {
    return this.reasons.amend(actor, id, body);
  }

  @Delete(':id')
  @Can('delete', 'BookingReason')
  @AnswersNothing(204, 'Deleted.')
  @Problems(ReasonBuiltIn, ReasonInUse)
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.reasons.delete(actor, id);
  }
}
