import { Controller, Get, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../../access/index.js';
import { PageProblemFilter } from '../pages/page-problem.filter.js';
import { SsoCallbackQuery, SsoStartQuery } from '../pages/page.schemas.js';
import { SsoLimitGuard } from './sso-limit.guard.js';
import { SsoPage } from './sso-page.js';

/** Sign-in through the organisation's own provider (ID-7). */
@Controller('sso')
@UseFilters(PageProblemFilter)
@UseGuards(SsoLimitGuard)
@ApiExcludeController()
export class SsoController {
  constructor(private readonly page: SsoPage) {}

  @Get('start')
  @Public()
  start(
    @Query({ schema: SsoStartQuery }) query: SsoStartQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.page.start(query, request, reply);
  }

  @Get('callback')
  @Public()
  callback(
    @Query({ schema: SsoCallbackQuery }) { state }: SsoCallbackQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.page.callback(state, request, reply);
  }
}
