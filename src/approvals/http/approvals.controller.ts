import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { CompletedBy } from '../../platform/http/answer-maker.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { Tagged } from '../../platform/http/requests/entity-tags.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { ManyEffects } from '../../platform/http/requests/idempotency.interceptor.js';
import { IdParams } from '../../platform/http/schemas.js';
import { Expensive } from '../../platform/limits/expensive.interceptor.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { AlreadyDecided, CannotDecideOwn, TooLateToDecide } from '../domain/errors.js';
import { ApprovalQueries } from '../use-cases/lists/approvals.queries.js';
import { DecideMany } from '../use-cases/decide-many.js';
import { DecideRequest } from '../use-cases/decide-request.js';
import { RequestNameQueries } from '../use-cases/lists/request-names.queries.js';
import {
  DecisionBody,
  Decisions,
  DecisionsAnswer,
  Queue,
  QueueAnswer,
  RequestAnswer,
  RequestDetailAnswer,
} from './approval.schemas.js';
import { approvalsDocs } from './approvals.docs.js';

@Controller('api/v1/approvals')
@Documented(approvalsDocs)
export class ApprovalsController {
  constructor(
    private readonly queries: ApprovalQueries,
    private readonly decideRequest: DecideRequest,
    private readonly decideMany: DecideMany,
  ) {}

  @Get()
  @Can('read', 'ApprovalRequest')
  @Tagged()
  @Answers(
    200,
    QueueAnswer,
    'The requests that you can decide, earliest start first; or those of your branches in another `state`. A series is one request. `pendingCount` is the number of requests that are waiting for you.',
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
  @CompletedBy(RequestNameQueries)
  @Answers(
    200,
    RequestAnswer,
    'Decided. After the last step, or if it was declined, the bookings have changed already.',
  )
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
  @CompletedBy(RequestNameQueries)
  @Expensive()
  @ManyEffects()
  @Answers(
    200,
    DecisionsAnswer,
    'The result for each request; a refusal does not affect the others. Repeating a decision is refused and says who decided what, so no `Idempotency-Key` is needed.',
  )
  decideAll(@CurrentActor() actor: Actor, @Body({ schema: Decisions }) { items }: Decisions) {
    return this.decideMany.run(actor, items);
  }
}
