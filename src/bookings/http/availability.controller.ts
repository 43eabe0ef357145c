import { Controller, Get, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { FindAvailability } from '../use-cases/find-availability.js';
import { AvailabilityAnswer, AvailabilityQuery } from './availability.schemas.js';
import { availabilityDocs } from './bookings.docs.js';

@Controller('api/v1/availability')
@Documented(availabilityDocs)
export class AvailabilityController {
  constructor(private readonly findAvailability: FindAvailability) {}

  @Get()
  @Can('book', 'Vehicle')
  @Answers(200, AvailabilityAnswer, 'Shared trips with a seat left, and vehicles that are free for the whole period.')
  find(@CurrentActor() actor: Actor, @Query({ schema: AvailabilityQuery }) query: AvailabilityQuery) {
    return this.findAvailability.run(actor, query);
  }
}
