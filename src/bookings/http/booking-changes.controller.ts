import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { ChangedMeanwhile, IllegalTransition, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { IdParams, instantOut } from '../../platform/http/schemas.js';
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
  VehicleOutOfService,
} from '../domain/errors.js';
import { BookingHistoryQueries } from '../use-cases/booking-history.queries.js';
import { CancelBooking } from '../use-cases/cancel-booking.js';
import { ChangeBooking } from '../use-cases/change-booking.js';
import { UseBooking } from '../use-cases/use-booking.js';
import { BookingAnswer } from './booking.schemas.js';
import { BookingPatch, Cancellation, Extension, Return } from './booking-writes.schemas.js';

const HistoryQuery = z.strictObject(pageQuery);
type HistoryQuery = z.output<typeof HistoryQuery>;

const HistoryAnswer = z.object({
  id: z.uuid(),
  at: instantOut,
  actorId: z.uuid().nullable(),
  actorName: z.string().nullable(),
  subjectType: z.string(),
  subjectId: z.uuid(),
  action: z.string(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});

/** What becomes of a booking that is there. */
@Controller('api/v1/bookings')
export class BookingChangesController {
  constructor(
    private readonly change: ChangeBooking,
    private readonly use: UseBooking,
    private readonly cancelBooking: CancelBooking,
    private readonly histories: BookingHistoryQueries,
  ) {}

  @Patch(':id')
  @Can('change', 'Booking')
  @Answers(
    200,
    BookingAnswer,
    'Changed; `pending` where somebody must approve it anew. A refused move changes nothing.',
  )
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
  @Answers(200, BookingAnswer, 'It ends later now; `pending` where somebody must approve it anew.')
  @Problems(VehicleNotFree, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(PolicyViolated, BookingNotEditable, TooLateForApproval, IllegalTransition, ChangedMeanwhile)
  extend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: Extension }) { end }: Extension,
  ) {
    return this.change.extend(actor, id, end);
  }

  @Post(':id/check-out')
  @Can('change', 'Booking')
  @Answers(200, BookingAnswer, 'The vehicle is out.')
  @Problems(IllegalTransition, TooEarlyToCheckOut, ChangedMeanwhile)
  checkOut(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.use.checkOut(actor, id);
  }

  @Post(':id/return')
  @Can('change', 'Booking')
  @Answers(200, BookingAnswer, 'The vehicle is back; what was left of the period is free.')
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
  @Answers(
    200,
    pageOf(HistoryAnswer),
    'Who did what to it and to its approval, newest first; the service itself is null.',
  )
  history(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: HistoryQuery }) page: HistoryQuery,
  ) {
    return this.histories.of(actor, id, page);
  }
}
