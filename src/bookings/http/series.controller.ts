import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { ChangedMeanwhile, IllegalTransition, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { IdParams } from '../../platform/http/schemas.js';
import {
  AgreementNotAccepted,
  BookerNotAllowed,
  ReasonDisabled,
  TooManyPassengers,
  VehicleNotOpen,
  VehicleOutOfService,
} from '../domain/errors.js';
import { SeriesConflict } from '../domain/series-outcomes.js';
import { ChangeSeries } from '../use-cases/change-series.js';
import { MakeSeries } from '../use-cases/make-series.js';
import { SeriesQueries } from '../use-cases/series.queries.js';
import { NewSeries, SeriesAnswer, SeriesCancellation, SeriesPatch } from './series.schemas.js';

/** BK-9: bookings that come round by a rule. */
@Controller('api/v1/booking-series')
export class SeriesController {
  constructor(
    private readonly makeSeries: MakeSeries,
    private readonly changeSeries: ChangeSeries,
    private readonly queries: SeriesQueries,
  ) {}

  @Post()
  @Can('book', 'Vehicle')
  @Answers(201, SeriesAnswer, 'Booked; with `skip`, `occurrences` says which are not, and why.')
  @Problems(SeriesConflict, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(ReasonDisabled, UnknownReference, TooManyPassengers)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewSeries }) body: NewSeries) {
    return this.makeSeries.run(actor, body);
  }

  @Get(':id')
  @Can('read', 'Booking')
  @Answers(200, SeriesAnswer, 'The series, with its bookings by start.')
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.series(actor, id);
  }

  @Patch(':id')
  @Can('change', 'Booking')
  @Answers(
    200,
    SeriesAnswer,
    'All that are ahead are changed, or this and the following ones: those that start at `from` or later. `start` and ' +
      '`end` are the new times of the first of them; the others move alike by the clocks of the branch.',
  )
  @Problems(SeriesConflict, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(ReasonDisabled, UnknownReference, TooManyPassengers, IllegalTransition, ChangedMeanwhile)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: SeriesPatch }) body: SeriesPatch,
  ) {
    return this.changeSeries.edit(actor, id, body);
  }

  @Post(':id/cancellation')
  @Can('cancel', 'Booking')
  @Answers(200, SeriesAnswer, 'All that are ahead are cancelled, or those that start at `from` or later.')
  @Problems(IllegalTransition, ChangedMeanwhile)
  cancel(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: SeriesCancellation }) { from, reason }: SeriesCancellation,
  ) {
    return this.changeSeries.cancel(actor, id, from ?? null, reason || null);
  }
}
