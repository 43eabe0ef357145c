import { Controller, Get, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { AnswersCsv, csvFile } from '../../platform/http/csv-answer.js';
import { pageOf } from '../../platform/http/paging.js';
import { Expensive } from '../../platform/limits/expensive.interceptor.js';
import { BookingRecordQueries } from '../use-cases/lists/booking-records.queries.js';
import { BookingQueries } from '../use-cases/lists/bookings.queries.js';
import { bookingColumns } from './booking-columns.js';
import { BookingFileQuery, BookingListQuery } from './booking-list.schemas.js';
import { BookingAnswer } from './booking.schemas.js';
import { bookingListsDocs } from './bookings.docs.js';

@Controller('api/v1')
@Documented(bookingListsDocs)
export class BookingListsController {
  constructor(
    private readonly queries: BookingQueries,
    private readonly records: BookingRecordQueries,
  ) {}

  @Get('bookings')
  @Can('read', 'Booking')
  @Answers(200, pageOf(BookingAnswer), 'The bookings of the view, by start.')
  list(@CurrentActor() actor: Actor, @Query({ schema: BookingListQuery }) query: BookingListQuery) {
    return this.queries.list(actor, query);
  }

  @Get('bookings.csv')
  @Can('read', 'Booking')
  @Expensive()
  @AnswersCsv('All matching bookings in one file, earliest start first.')
  file(@CurrentActor() actor: Actor, @Query({ schema: BookingFileQuery }) query: BookingFileQuery) {
    return csvFile('bookings', bookingColumns, this.records.ofList(actor, query));
  }
}
