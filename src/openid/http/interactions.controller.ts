import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Public } from '../../access/index.js';
import { PageProblemFilter } from '../../identity/index.js';
import { InteractionPage } from './interaction-page.js';
import { Interactions } from './interactions.js';

const UidParams = z.object({ uid: z.string().max(100) });
type UidParams = z.output<typeof UidParams>;

/** Pages on the way to a client. A cookie of the browser says which sign-in they belong to. */
@Controller('oidc/interaction')
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class InteractionsController {
  constructor(
    private readonly interactions: Interactions,
    private readonly page: InteractionPage,
  ) {}

  @Get(':uid')
  @Public()
  async show(
    @Param({ schema: UidParams }) { uid }: UidParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.page.show(await this.interactions.step(uid, request, reply), reply);
  }

  @Post(':uid/consent')
  @Public()
  async agree(
    @Param({ schema: UidParams }) { uid }: UidParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.page.agree(await this.interactions.step(uid, request, reply), reply);
  }

  @Post(':uid/refusal')
  @Public()
  async refuse(
    @Param({ schema: UidParams }) { uid }: UidParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.page.refuse(await this.interactions.step(uid, request, reply), reply);
  }
}
