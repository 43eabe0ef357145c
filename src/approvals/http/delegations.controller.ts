import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { IllegalTransition, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { DelegateQueue } from '../use-cases/delegations/delegate-queue.js';
import { DelegationQueries } from '../use-cases/delegations/delegations.queries.js';
import { RevokeDelegation } from '../use-cases/delegations/revoke-delegation.js';
import { CandidatesAnswer, DelegationAnswer, DelegationList, NewDelegation } from './delegation.schemas.js';
import { delegationsDocs } from './approvals.docs.js';

/** AP-11: approvers can hand their queue to another approver. */
@Controller('api/v1/approval-delegations')
@Documented(delegationsDocs)
export class DelegationsController {
  constructor(
    private readonly queries: DelegationQueries,
    private readonly delegateQueue: DelegateQueue,
    private readonly revokeDelegation: RevokeDelegation,
  ) {}

  @Get()
  @Can('decide', 'ApprovalRequest')
  @Answers(200, pageOf(DelegationAnswer), 'Delegations that you gave or received, latest start first.')
  list(@CurrentActor() actor: Actor, @Query({ schema: DelegationList }) page: DelegationList) {
    return this.queries.list(actor.userId, page);
  }

  @Get('candidates')
  @Can('decide', 'ApprovalRequest')
  @Answers(200, CandidatesAnswer, 'People you may delegate your queue to: the other approvers of your branches.')
  async candidates(@CurrentActor() actor: Actor) {
    return { items: await this.delegateQueue.candidates(actor), nextCursor: null };
  }

  @Post()
  @Can('decide', 'ApprovalRequest')
  @Answers(201, DelegationAnswer, 'From `start` to `end` they decide in your name and get the emails in your place.')
  @Problems(UnknownReference)
  delegate(@CurrentActor() actor: Actor, @Body({ schema: NewDelegation }) { delegateId, start, end }: NewDelegation) {
    return this.delegateQueue.run(actor, delegateId, start, end);
  }

  @Delete(':id')
  @Can('decide', 'ApprovalRequest')
  @AnswersNothing(204, 'The delegation has ended.')
  @Problems(IllegalTransition)
  revoke(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.revokeDelegation.run(actor, id);
  }
}
