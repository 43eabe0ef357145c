import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { IdParams } from '../../platform/http/schemas.js';
import { ReasonBuiltIn, ReasonInUse, ReasonNameTaken } from '../domain/errors.js';
import { ManageReasons } from '../use-cases/manage-reasons.js';
import { ReasonQueries } from '../use-cases/reasons.queries.js';
import { NewReason, ReasonAnswer, ReasonPatch } from './reason.schemas.js';

@Controller('api/v1/booking-reasons')
export class ReasonsController {
  constructor(
    private readonly queries: ReasonQueries,
    private readonly reasons: ManageReasons,
  ) {}

  @Get()
  @Can('read', 'BookingReason')
  @Answers(
    200,
    z.object({ items: z.array(ReasonAnswer), nextCursor: z.null() }),
    'Every reason that the caller may choose; the list has one page.',
  )
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
  @Answers(200, ReasonAnswer, 'Changed. One that is disabled is hidden for new bookings, but from admins.')
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
  @AnswersNothing(204, 'Deleted: no booking ever had it.')
  @Problems(ReasonBuiltIn, ReasonInUse)
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.reasons.delete(actor, id);
  }
}
