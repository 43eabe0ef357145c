import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { AlreadyDecided, CannotDecideOwn, TooLateToDecide } from '../domain/errors.js';
import { ApprovalQueries } from '../use-cases/approvals.queries.js';
import { DecideRequest } from '../use-cases/decide-request.js';
import { DecisionBody, Queue, QueuedAnswer, RequestAnswer } from './approval.schemas.js';

@Controller('api/v1/approvals')
export class ApprovalsController {
  constructor(
    private readonly queries: ApprovalQueries,
    private readonly decideRequest: DecideRequest,
  ) {}

  @Get()
  @Can('read', 'ApprovalRequest')
  @Answers(200, pageOf(QueuedAnswer), 'The requests that are yours to decide, oldest start first.')
  queue(@CurrentActor() actor: Actor, @Query({ schema: Queue }) query: Queue) {
    return this.queries.queue(actor, query);
  }

  @Get(':id')
  @Can('read', 'ApprovalRequest')
  @Answers(200, QueuedAnswer)
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.request(actor, id);
  }

  @Post(':id/decision')
  @Can('decide', 'ApprovalRequest')
  @Answers(200, RequestAnswer, 'Decided; the booking is confirmed or declined already.')
  @Problems(AlreadyDecided, TooLateToDecide, CannotDecideOwn)
  decide(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: DecisionBody }) body: DecisionBody,
  ) {
    return this.decideRequest.run(actor, id, body);
  }
}
