import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { ManyEffects } from '../../platform/http/idempotency.interceptor.js';
import { IdParams } from '../../platform/http/schemas.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { AlreadyDecided, CannotDecideOwn, TooLateToDecide } from '../domain/errors.js';
import { ApprovalQueries } from '../use-cases/approvals.queries.js';
import { DecideMany } from '../use-cases/decide-many.js';
import { DecideRequest } from '../use-cases/decide-request.js';
import {
  DecisionBody,
  Decisions,
  DecisionsAnswer,
  Queue,
  QueueAnswer,
  RequestAnswer,
  RequestDetailAnswer,
} from './approval.schemas.js';

@Controller('api/v1/approvals')
export class ApprovalsController {
  constructor(
    private readonly queries: ApprovalQueries,
    private readonly decideRequest: DecideRequest,
    private readonly decideMany: DecideMany,
  ) {}

  @Get()
  @Can('read', 'ApprovalRequest')
  @Answers(
    200,
    QueueAnswer,
    'The requests that are yours to decide, oldest start first, a series once, or of your branches in another `state`; `pendingCount` counts all that wait for you.',
  )
  queue(@CurrentActor() actor: Actor, @Query({ schema: Queue }) query: Queue) {
    return this.queries.queue(actor, query);
  }

  @Get(':id')
  @Can('read', 'ApprovalRequest')
  @Answers(
    200,
    RequestDetailAnswer,
    'With the bookings of a series, the vehicle’s other bookings around that time, and the booker’s record.',
  )
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.request(actor, id);
  }

  @Post(':id/decision')
  @Can('decide', 'ApprovalRequest')
  @Answers(200, RequestAnswer, 'Decided. After the last step, or a no, the bookings are confirmed or declined already.')
  @Problems(AlreadyDecided, TooLateToDecide, CannotDecideOwn, UnknownReference)
  decide(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: DecisionBody }) { step, ...decision }: DecisionBody,
  ) {
    return this.decideRequest.run(actor, id, decision, step);
  }

  @Post('decisions')
  @Can('decide', 'ApprovalRequest')
  @ManyEffects()
  @Answers(
    200,
    DecisionsAnswer,
    'What became of each: one that is refused takes no other with it. Sent again, what was decided is refused with what was decided and by whom, so no `Idempotency-Key` is needed.',
  )
  decideAll(@CurrentActor() actor: Actor, @Body({ schema: Decisions }) { items }: Decisions) {
    return this.decideMany.run(actor, items);
  }
}
