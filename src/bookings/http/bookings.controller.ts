import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { CompletedBy } from '../../platform/http/answer-maker.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../platform/http/schemas.js';
import {
  AgreementNotAccepted,
  BookerNotAllowed,
  PolicyViolated,
  ReasonDisabled,
  StartInPast,
  TooLateForApproval,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleOutOfService,
} from '../domain/errors.js';
import { BookingNameQueries } from '../use-cases/lists/booking-names.queries.js';
import { BookingQueries } from '../use-cases/lists/bookings.queries.js';
import { CreateBooking } from '../use-cases/create-booking.js';
import { BookingAnswer } from './booking.schemas.js';
import { NewBooking } from './booking-writes.schemas.js';
import { bookingsDocs } from './bookings.docs.js';

@Controller('api/v1/bookings')
@Documented(bookingsDocs)
export class BookingsController {
  constructor(
    private readonly queries: BookingQueries,
    private readonly createBooking: CreateBooking,
  ) {}

  @Get(':id')
  @Can('read', 'Booking')
  @Answers(200, BookingAnswer)
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.booking(actor, id);
  }

  @Post()
  @Can('book', 'Vehicle')
  @CompletedBy(BookingNameQueries)
  @Answers(201, BookingAnswer, 'Booked: `confirmed`, or `pending` if it needs approval.')
  @Problems(VehicleNotFree, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(ReasonDisabled, UnknownReference, StartInPast, TooManyPassengers, PolicyViolated, TooLateForApproval)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewBooking }) body: NewBooking) {
    return this.createBooking.run(actor, body);
  }
}
