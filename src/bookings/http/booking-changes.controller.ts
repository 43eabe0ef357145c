import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { ChangedMeanwhile, IllegalTransition, UnknownReference } from '../../platform/domain/domain-error.js';
import { CompletedBy } from '../../platform/http/answer-maker.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { ChangeAnswer } from '../../platform/http/change.schemas.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { z } from 'zod';
import {
  AgreementNotAccepted,
  BookerNotAllowed,
  BookingNotEditable,
  OdometerImplausible,
  PolicyViolated,
  ReasonDisabled,
  StartInPast,
  TooEarlyToCheckOut,
  TooLateForApproval,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleNotReturned,
  VehicleOutOfService,
} from '../domain/errors.js';
import { BookingNameQueries } from '../use-cases/lists/booking-names.queries.js';
import { BookingHistoryQueries } from '../use-cases/lists/booking-history.queries.js';
import { CancelBooking } from '../use-cases/cancel-booking.js';
import { ChangeBooking } from '../use-cases/change-booking.js';
import { UseBooking } from '../use-cases/use-booking.js';
import { BookingAnswer } from './booking.schemas.js';
import { BookingPatch, Cancellation, Extension, Return } from './booking-writes.schemas.js';
import { bookingChangesDocs } from './bookings.docs.js';

const HistoryQuery = z.strictObject(pageQuery);
type HistoryQuery = z.output<typeof HistoryQuery>;

/** Changes of existing bookings. */
@Controller('api/v1/bookings')
@Documented(bookingChangesDocs)
export class BookingChangesController {
  constructor(
    private readonly change: ChangeBooking,
    private readonly use: UseBooking,
    private readonly cancelBooking: CancelBooking,
    private readonly histories: BookingHistoryQueries,
  ) {}

  @Patch(':id')
  @Can('change', 'Booking')
  @CompletedBy(BookingNameQueries)
  @Answers(200, BookingAnswer, 'Changed; `pending` if it needs approval again. A refused move changes nothing.')
  @Problems(VehicleNotFree, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted, ReasonDisabled)
  @Problems(UnknownReference, StartInPast, TooManyPassengers, PolicyViolated, BookingNotEditable, TooLateForApproval)
  @Problems(ChangedMeanwhile)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: BookingPatch }) body: BookingPatch,
  ) {
    return this.change.run(actor, id, body);
  }

  @Post(':id/extension')
  @Can('change', 'Booking')
  @CompletedBy(BookingNameQueries)
  @Answers(200, BookingAnswer, 'Extended; `pending` if it needs approval again.')
  @Problems(VehicleNotFree, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(
    UnknownReference,
    PolicyViolated,
    BookingNotEditable,
    TooLateForApproval,
    IllegalTransition,
    ChangedMeanwhile,
  )
  extend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: Extension }) { end }: Extension,
  ) {
    return this.change.extend(actor, id, end);
  }

  @Post(':id/check-out')
  @Can('change', 'Booking')
  @CompletedBy(BookingNameQueries)
  @Answers(200, BookingAnswer, 'The vehicle is out.')
  @Problems(IllegalTransition, TooEarlyToCheckOut, VehicleNotReturned, ChangedMeanwhile)
  checkOut(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.use.checkOut(actor, id);
  }

  @Post(':id/return')
  @Can('change', 'Booking')
  @CompletedBy(BookingNameQueries)
  @Answers(200, BookingAnswer, 'The vehicle is back; the rest of its time is free again.')
  @Problems(IllegalTransition, OdometerImplausible, ChangedMeanwhile)
  return(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: Return }) { odometer, notes }: Return,
  ) {
    return this.use.return(actor, id, odometer ?? null, notes || null);
  }

  @Post(':id/cancellation')
  @Can('cancel', 'Booking')
  @CompletedBy(BookingNameQueries)
  @Answers(200, BookingAnswer, 'Cancelled; the vehicle is free.')
  @Problems(IllegalTransition)
  cancel(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: Cancellation }) { reason }: Cancellation,
  ) {
    return this.cancelBooking.run(actor, id, reason || null);
  }

  @Get(':id/history')
  @Can('read', 'Booking')
  @Answers(200, pageOf(ChangeAnswer), 'Who did what to the booking and its approval, newest first.')
  history(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: HistoryQuery }) page: HistoryQuery,
  ) {
    return this.histories.of(actor, id, page);
  }
}
