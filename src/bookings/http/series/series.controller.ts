import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../../access/index.js';
import { ChangedMeanwhile, IllegalTransition, UnknownReference } from '../../../platform/domain/domain-error.js';
import { Answers, Problems } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../../platform/http/schemas.js';
import { Preview } from '../../../platform/http/preview.js';
import { Expensive } from '../../../platform/limits/expensive.interceptor.js';
import {
  AgreementNotAccepted,
  BookerNotAllowed,
  ReasonDisabled,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleOutOfService,
} from '../../domain/errors.js';
import { SeriesConflict } from '../../domain/series/series-outcomes.js';
import { ChangeSeries } from '../../use-cases/series/change-series.js';
import { MakeSeries } from '../../use-cases/series/make-series.js';
import { PreviewSeries } from '../../use-cases/series/preview-series.js';
import { PreviewSeriesEdit } from '../../use-cases/series/preview-series-edit.js';
import { SeriesQueries } from '../../use-cases/series/series.queries.js';
import {
  NewSeries,
  PlannedSeries,
  PlannedSeriesPatch,
  SeriesAnswer,
  SeriesCancellation,
  SeriesPatch,
  SeriesPreviewAnswer,
} from './series.schemas.js';
import { seriesDocs } from './series.docs.js';

/** BK-9: bookings that repeat by a rule. */
@Controller('api/v1/booking-series')
@Documented(seriesDocs)
export class SeriesController {
  constructor(
    private readonly makeSeries: MakeSeries,
    private readonly previewSeries: PreviewSeries,
    private readonly changeSeries: ChangeSeries,
    private readonly previewEdit: PreviewSeriesEdit,
    private readonly queries: SeriesQueries,
  ) {}

  @Post()
  @Can('book', 'Vehicle')
  @Expensive()
  @Answers(201, SeriesAnswer, 'Booked. With `skip`, `occurrences` says which bookings were left out, and why.')
  @Problems(SeriesConflict, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(VehicleNotFree, ReasonDisabled, UnknownReference, TooManyPassengers)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewSeries }) body: NewSeries) {
    return this.makeSeries.run(actor, body);
  }

  @Post('preview')
  @Preview()
  @Can('book', 'Vehicle')
  @Expensive()
  @Answers(200, SeriesPreviewAnswer, 'The result for each booking of the series. Nothing is booked.')
  @Problems(VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(ReasonDisabled, UnknownReference, TooManyPassengers)
  preview(@CurrentActor() actor: Actor, @Body({ schema: PlannedSeries }) body: PlannedSeries) {
    return this.previewSeries.run(actor, body);
  }

  @Get(':id')
  @Can('read', 'Booking')
  @Answers(200, SeriesAnswer, 'The series, with its bookings by start.')
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.series(actor, id);
  }

  @Patch(':id')
  @Can('change', 'Booking')
  @Expensive()
  @Answers(
    200,
    SeriesAnswer,
    'All future bookings are changed, or those that start at `from` or later. `start` and `end` are the new times of ' +
      'the first one; the others get the same local times.',
  )
  @Problems(SeriesConflict, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(VehicleNotFree, ReasonDisabled, UnknownReference, TooManyPassengers, IllegalTransition, ChangedMeanwhile)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: SeriesPatch }) body: SeriesPatch,
  ) {
    return this.changeSeries.edit(actor, id, body);
  }

  @Post(':id/preview')
  @Preview()
  @Can('change', 'Booking')
  @Expensive()
  @Answers(200, SeriesPreviewAnswer, 'The result for each future booking of the series. Nothing is changed.')
  @Problems(VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(ReasonDisabled, UnknownReference, TooManyPassengers, IllegalTransition)
  previewAmend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: PlannedSeriesPatch }) body: PlannedSeriesPatch,
  ) {
    return this.previewEdit.run(actor, id, body);
  }

  @Post(':id/cancellation')
  @Can('cancel', 'Booking')
  @Expensive()
  @Answers(200, SeriesAnswer, 'All future bookings are cancelled, or those that start at `from` or later.')
  @Problems(IllegalTransition, ChangedMeanwhile)
  cancel(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: SeriesCancellation }) { from, reason }: SeriesCancellation,
  ) {
    return this.changeSeries.cancel(actor, id, from ?? null, reason || null);
  }
}
