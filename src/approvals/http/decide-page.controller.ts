import { Body, Controller, Get, Post, Query, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../access/index.js';
import { PageProblemFilter } from '../../identity/index.js';
import { DecidePage } from './decide-page.js';
import { DecideForm, DecideQuery } from './decide-page.schemas.js';

/** For approvers who come from an email: the link replaces signing in. Programs use the API. */
@Controller('approvals/decide')
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class DecidePageController {
  constructor(private readonly page: DecidePage) {}

  @Get()
  @Public()
  show(@Query({ schema: DecideQuery }) { token }: DecideQuery, @Res() reply: FastifyReply) {
    return this.page.show(token, reply);
  }

  @Post()
  @Public()
  submit(@Body({ schema: DecideForm }) form: DecideForm, @Res() reply: FastifyReply) {
    return this.page.submit(form, reply);
  }
}
