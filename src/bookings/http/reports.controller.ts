import { Controller, Get, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { AlsoCsv, csvFile, WantsCsv } from '../../platform/http/csv-answer.js';
import { pageOf } from '../../platform/http/paging.js';
import { Expensive } from '../../platform/limits/expensive.interceptor.js';
import { splitByCategory } from '../domain/reason-split.js';
import { BookingRecordQueries } from '../use-cases/lists/booking-records.queries.js';
import { ReportQueries } from '../use-cases/lists/reports.queries.js';
import { bookingColumns } from './booking-columns.js';
import {
  BookingRecordAnswer,
  reasonColumns,
  ReasonSplitAnswer,
  ReportPageQuery,
  ReportQuery,
  UtilisationAnswer,
  utilisationColumns,
  VehicleUseAnswer,
  vehicleUseColumns,
} from './report.schemas.js';
import { reportsDocs } from './settings/settings.docs.js';

/** BK-17. With `Accept: text/csv`, all rows come in one file, whatever `limit` and `cursor` say. */
@Controller('api/v1/reports')
@Documented(reportsDocs)
export class ReportsController {
  constructor(
    private readonly reports: ReportQueries,
    private readonly records: BookingRecordQueries,
  ) {}

  @Get('bookings')
  @Can('read', 'Report')
  @Expensive()
  @AlsoCsv()
  @Answers(200, pageOf(BookingRecordAnswer), 'Every booking that overlaps the period, by start.')
  bookings(
    @CurrentActor() actor: Actor,
    @Query({ schema: ReportPageQuery }) query: ReportPageQuery,
    @WantsCsv() csv: boolean,
  ) {
    if (csv) return csvFile('bookings', bookingColumns, this.records.ofReport(actor, query));
    return this.records.page(actor, query);
  }

  @Get('utilisation')
  @Can('read', 'Report')
  @Expensive()
  @AlsoCsv()
  @Answers(
    200,
    UtilisationAnswer,
    'How much of a 40-hour week each vehicle was booked, counting only time inside the period.',
  )
  utilisation(
    @CurrentActor() actor: Actor,
    @Query({ schema: ReportPageQuery }) query: ReportPageQuery,
    @WantsCsv() csv: boolean,
  ) {
    if (csv) return csvFile('utilisation', utilisationColumns, this.reports.utilisationRows(actor, query));
    return this.reports.utilisation(actor, query);
  }

  @Get('vehicles')
  @Can('read', 'Report')
  @Expensive()
  @AlsoCsv()
  @Answers(
    200,
    pageOf(VehicleUseAnswer),
    'For each vehicle, the bookings that started in the period and the distance driven.',
  )
  vehicles(
    @CurrentActor() actor: Actor,
    @Query({ schema: ReportPageQuery }) query: ReportPageQuery,
    @WantsCsv() csv: boolean,
  ) {
    if (csv) return csvFile('vehicles', vehicleUseColumns, this.reports.vehicleRows(actor, query));
    return this.reports.vehicles(actor, query);
  }

  @Get('reason-split')
  @Can('read', 'Report')
  @Expensive()
  @AlsoCsv()
  @Answers(200, ReasonSplitAnswer, 'The booked hours by category and reason. The list has one page.')
  async reasonSplit(
    @CurrentActor() actor: Actor,
    @Query({ schema: ReportQuery }) query: ReportQuery,
    @WantsCsv() csv: boolean,
  ) {
    const items = splitByCategory(await this.reports.reasons(actor, query));
    if (!csv) return { items, nextCursor: null };
    async function* rows() {
      yield items.flatMap(({ reasons }) => reasons);
    }
    return csvFile('reason-split', reasonColumns, rows());
  }
}
