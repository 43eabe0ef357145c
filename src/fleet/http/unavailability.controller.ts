import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { AlreadyUnavailable } from '../domain/errors.js';
import { FleetQueries } from '../use-cases/fleet.queries.js';
import { ScheduleUnavailability } from '../use-cases/schedule-unavailability.js';
import {
  NewUnavailability,
  UnavailabilityAnswer,
  UnavailabilityList,
  UnavailabilityParams,
} from './unavailability.schemas.js';
import { unavailabilityDocs } from './fleet.docs.js';

@Controller('api/v1/vehicles/:id/unavailability')
@Documented(unavailabilityDocs)
export class UnavailabilityController {
  constructor(
    private readonly queries: FleetQueries,
    private readonly schedule: ScheduleUnavailability,
  ) {}

  @Get()
  @Can('read', 'Vehicle')
  @Answers(200, pageOf(UnavailabilityAnswer), 'When the vehicle is out of service, earliest first.')
  list(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: UnavailabilityList }) query: UnavailabilityList,
  ) {
    return this.queries.unavailability(actor, id, query);
  }

  @Post()
  @Can('maintain', 'Vehicle')
  @Answers(
    201,
    UnavailabilityAnswer,
    'Out of service for that time. If there are bookings in the way, 409 `vehicle_not_free` lists them.',
  )
  @Problems(AlreadyUnavailable, IllegalTransition)
  make(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: NewUnavailability }) { start, end, note }: NewUnavailability,
  ) {
    return this.schedule.make(actor, id, start, end, note);
  }

  @Delete(':unavailabilityId')
  @Can('maintain', 'Vehicle')
  @AnswersNothing(204, 'The vehicle can be booked again.')
  withdraw(
    @CurrentActor() actor: Actor,
    @Param({ schema: UnavailabilityParams }) { id, unavailabilityId }: UnavailabilityParams,
  ) {
    return this.schedule.withdraw(actor, id, unavailabilityId);
  }
}
