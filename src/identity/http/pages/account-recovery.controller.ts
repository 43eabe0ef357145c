import { Body, Controller, Get, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../../../access/index.js';
import { id } from '../../../platform/http/schemas.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { PageQuery } from '../account/registration.schemas.js';
import { ReviewAccessPage } from './review-access-page.js';
import { UndoEmailChangePage } from './undo-email-change-page.js';

const TokenForm = z.object({ token: z.string().max(200) });
type TokenForm = z.output<typeof TokenForm>;
const ReviewQuery = PageQuery.extend({ done: z.string().max(40).catch('') });
type ReviewQuery = z.output<typeof ReviewQuery>;
const RemovalParams = z.object({ kind: z.string().max(40), id });
type RemovalParams = z.output<typeof RemovalParams>;

/** Pages to recover an account, or to check that nobody else can use it. The link identifies the person. */
@Controller()
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class AccountRecoveryController {
  constructor(
    private readonly undo: UndoEmailChangePage,
    private readonly review: ReviewAccessPage,
  ) {}

  @Get('undo-email-change')
  @Public()
  showUndo(@Query({ schema: PageQuery }) { token }: PageQuery, @Res() reply: FastifyReply) {
    return this.undo.show(token, reply);
  }

  @Post('undo-email-change')
  @Public()
  submitUndo(@Body({ schema: TokenForm }) { token }: TokenForm, @Res() reply: FastifyReply) {
    return this.undo.submit(token, reply);
  }

  @Get('review-access')
  @Public()
  showReview(@Query({ schema: ReviewQuery }) { token, done }: ReviewQuery, @Res() reply: FastifyReply) {
    return this.review.show(token, done, reply);
  }

  @Post('review-access/:kind/:id/removal')
  @Public()
  remove(
    @Param({ schema: RemovalParams }) { kind, id: item }: RemovalParams,
    @Body({ schema: TokenForm }) { token }: TokenForm,
    @Res() reply: FastifyReply,
  ) {
    return this.review.remove(token, kind, item, reply);
  }
}
