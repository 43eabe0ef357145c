import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { ChangedMeanwhile, IllegalTransition, UnknownReference } from '../../platform/domain/domain-error.js';
import { CompletedBy } from '../../platform/http/answer-maker.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../platform/http/schemas.js';
import { AlreadyAboard, NoSeatLeft, WholeVehicleBooked } from '../domain/errors.js';
import { BookingNameQueries } from '../use-cases/lists/booking-names.queries.js';
import { ShareSeats } from '../use-cases/share-seats.js';
import { BookingAnswer } from './booking.schemas.js';
import { Seat } from './booking-writes.schemas.js';
import { seatsDocs } from './bookings.docs.js';

@Controller('api/v1/bookings/:id/seats')
@Documented(seatsDocs)
export class SeatsController {
  constructor(private readonly seats: ShareSeats) {}

  @Post()
  @Can('ride', 'Booking')
  @CompletedBy(BookingNameQueries)
  @Answers(
    201,
    BookingAnswer,
    'The seat is taken, and the driver gets an email. Without `userId`, it is your own seat.',
  )
  @Problems(NoSeatLeft, WholeVehicleBooked, AlreadyAboard, IllegalTransition, UnknownReference, ChangedMeanwhile)
  take(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: Seat }) { userId }: Seat,
  ) {
    return this.seats.take(actor, id, userId);
  }

  @Delete()
  @Can('leave', 'Booking')
  @AnswersNothing(204, 'The seat is free again, and the driver gets an email. Without `userId`, it is your own seat.')
  @Problems(IllegalTransition, UnknownReference, ChangedMeanwhile)
  async giveUp(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: Seat }) { userId }: Seat,
  ) {
    await this.seats.giveUp(actor, id, userId);
  }
}
