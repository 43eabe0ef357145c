import { Controller, Delete, Get, Headers, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Actor, Can, CurrentActor, Public } from '../../access/index.js';
import { NotFound, TooManyRequests } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { isKnown } from '../../platform/http/requests/entity-tags.js';
import { HoldsSecret } from '../../platform/http/holds-secret.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { instantOut } from '../../platform/http/schemas.js';
import { ReadCalendar } from '../use-cases/calendar/read-calendar.js';
import { ShareCalendar } from '../use-cases/calendar/share-calendar.js';
import { CalendarLimitGuard } from './calendar-limit.guard.js';
import { calendarDocs } from './series/series.docs.js';

const FeedAnswer = z
  .object({
    url: z.url().describe('Secret URL of the calendar, shown only once. Anyone who has it can read the calendar.'),
    renewedAt: instantOut,
  })
  .meta({ id: 'CalendarFeed' });
/** Accepts any text: what cannot be a secret is answered like an unknown secret. */
const SecretParams = z.strictObject({ secret: z.string() });
type SecretParams = z.output<typeof SecretParams>;

const CALENDAR = { 'text/calendar': { schema: { type: 'string' as const } } };

@Controller()
@Documented(calendarDocs)
export class CalendarController {
  constructor(
    private readonly share: ShareCalendar,
    private readonly readCalendar: ReadCalendar,
  ) {}

  @Post('api/v1/me/calendar-feed')
  @Can('change', 'OwnAccount')
  @HoldsSecret()
  @Answers(201, FeedAnswer, 'The secret URL of your calendar. Any earlier URL no longer works.')
  open(@CurrentActor() actor: Actor) {
    return this.share.open(actor);
  }

  @Delete('api/v1/me/calendar-feed')
  @Can('change', 'OwnAccount')
  @AnswersNothing(204, 'Deleted. The URL no longer works.')
  close(@CurrentActor() actor: Actor) {
    return this.share.close(actor);
  }

  @Get('calendar/:secret.ics')
  @Public()
  @UseGuards(CalendarLimitGuard)
  @ApiResponse({
    status: 200,
    description: 'The bookings that the person booked or travels in, as iCalendar (RFC 5545).',
    content: CALENDAR,
  })
  @ApiResponse({ status: 304, description: 'Not modified: you already have this version.' })
  @Problems(NotFound, TooManyRequests)
  async read(
    @Param({ schema: SecretParams }) { secret }: SecretParams,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { etag, lastModified, text } = await this.readCalendar.run(secret);
    void reply.headers({ etag, 'last-modified': lastModified.toUTCString(), 'cache-control': 'private, no-cache' });
    if (isKnown(known, etag)) return reply.code(304).send();
    return reply.type('text/calendar; charset=utf-8').send(await text());
  }
}
