import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Can } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { BookingQueries } from '../use-cases/bookings.queries.js';
import { ReasonAnswer } from './booking.schemas.js';

@Controller('api/v1/booking-reasons')
export class ReasonsController {
  constructor(private readonly queries: BookingQueries) {}

  @Get()
  @Can('read', 'BookingReason')
  @Answers(
    200,
    z.object({ items: z.array(ReasonAnswer), nextCursor: z.null() }),
    'Every reason; the list has one page.',
  )
  async list() {
    return { items: await this.queries.reasons(), nextCursor: null };
  }
}
