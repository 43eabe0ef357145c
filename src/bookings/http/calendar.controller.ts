import { Controller, Delete, Get, Headers, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Actor, Can, CurrentActor, Public } from '../../access/index.js';
import { NotFound, TooManyRequests } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { ManyEffects } from '../../platform/http/idempotency.interceptor.js';
import { instantOut } from '../../platform/http/schemas.js';
import { ReadCalendar } from '../use-cases/read-calendar.js';
import { ShareCalendar } from '../use-cases/share-calendar.js';
import { CalendarLimitGuard } from './calendar-limit.guard.js';

const FeedAnswer = z.object({
  url: z.url().describe('Told this once. Whoever has it reads the calendar.'),
  renewedAt: instantOut,
});
/** Any text: what is no secret answers as one that is nobody's. */
const SecretParams = z.strictObject({ secret: z.string() });
type SecretParams = z.output<typeof SecretParams>;

const CALENDAR = { 'text/calendar': { schema: { type: 'string' as const } } };

@Controller()
export class CalendarController {
  constructor(
    private readonly share: ShareCalendar,
    private readonly readCalendar: ReadCalendar,
  ) {}

  @Post('api/v1/me/calendar-feed')
  @Can('change', 'OwnAccount')
  @ManyEffects()
  @Answers(201, FeedAnswer, 'The secret address of your calendar. The one that you had works no more.')
  open(@CurrentActor() actor: Actor) {
    return this.share.open(actor);
  }

  @Delete('api/v1/me/calendar-feed')
  @Can('change', 'OwnAccount')
  @AnswersNothing(204, 'Your calendar has no address any more.')
  close(@CurrentActor() actor: Actor) {
    return this.share.close(actor);
  }

  @Get('calendar/:secret.ics')
  @Public()
  @UseGuards(CalendarLimitGuard)
  @ApiResponse({ status: 200, description: 'Bookings and rides as iCalendar (RFC 5545).', content: CALENDAR })
  @ApiResponse({ status: 304, description: 'The version that the caller has.' })
  @Problems(NotFound, TooManyRequests)
  async read(
    @Param({ schema: SecretParams }) { secret }: SecretParams,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { text, etag, lastModified } = await this.readCalendar.run(secret);
    void reply.headers({ etag, 'last-modified': lastModified.toUTCString(), 'cache-control': 'private, no-cache' });
    if (known?.split(/\s*,\s*/).includes(etag)) await reply.code(304).send();
    else await reply.type('text/calendar; charset=utf-8').send(text);
  }
}
