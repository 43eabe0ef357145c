import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { IllegalTransition, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { IdParams } from '../../platform/http/schemas.js';
import {
  AgreementNotAccepted,
  BookerNotAllowed,
  ReasonDisabled,
  StartInPast,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleOutOfService,
} from '../domain/errors.js';
import { BookingQueries } from '../use-cases/bookings.queries.js';
import { CancelBooking } from '../use-cases/cancel-booking.js';
import { CreateBooking } from '../use-cases/create-booking.js';
import { BookingAnswer, Cancellation, NewBooking } from './booking.schemas.js';

@Controller('api/v1/bookings')
export class BookingsController {
  constructor(
    private readonly queries: BookingQueries,
    private readonly createBooking: CreateBooking,
    private readonly cancelBooking: CancelBooking,
  ) {}

  @Get(':id')
  @Can('read', 'Booking')
  @Answers(200, BookingAnswer)
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.booking(actor, id);
  }

  @Post()
  @Can('book', 'Vehicle')
  @Answers(201, BookingAnswer, 'Booked: `confirmed`, or `pending` where somebody must approve.')
  @Problems(VehicleNotFree, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(ReasonDisabled, UnknownReference, StartInPast, TooManyPassengers)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewBooking }) body: NewBooking) {
    return this.createBooking.run(actor, body);
  }

  @Post(':id/cancellation')
  @Can('cancel', 'Booking')
  @Answers(200, BookingAnswer, 'Cancelled; the vehicle is free.')
  @Problems(IllegalTransition)
  cancel(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: Cancellation }) { reason }: Cancellation,
  ) {
    return this.cancelBooking.run(actor, id, reason || null);
  }
}
