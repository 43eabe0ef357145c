import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { FlowInUse, FlowNameTaken } from '../domain/errors.js';
import { AmendFlow } from '../use-cases/flows/amend-flow.js';
import { DeleteFlow } from '../use-cases/flows/delete-flow.js';
import { FlowQueries } from '../use-cases/flows/flows.queries.js';
import { MakeFlow } from '../use-cases/flows/make-flow.js';
import { FlowAnswer, FlowList, FlowPatch, NewFlow } from './flow.schemas.js';
import { flowsDocs } from './approvals.docs.js';

@Controller('api/v1/approval-flows')
@Documented(flowsDocs)
export class FlowsController {
  constructor(
    private readonly queries: FlowQueries,
    private readonly makeFlow: MakeFlow,
    private readonly amendFlow: AmendFlow,
    private readonly deleteFlow: DeleteFlow,
  ) {}

  @Get()
  @Can('read', 'ApprovalFlow')
  @Answers(200, pageOf(FlowAnswer))
  list(@Query({ schema: FlowList }) query: FlowList) {
    return this.queries.list(query);
  }

  @Post()
  @Can('create', 'ApprovalFlow')
  @Answers(201, FlowAnswer)
  @Problems(FlowNameTaken, UnknownReference)
  make(@CurrentActor() actor: Actor, @Body({ schema: NewFlow }) body: NewFlow) {
    return this.makeFlow.run(actor, body);
  }

  @Patch(':id')
  @Can('change', 'ApprovalFlow')
  @Answers(200, FlowAnswer, 'Changed, for bookings made from now on.')
  @Problems(FlowNameTaken, UnknownReference)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: FlowPatch }) body: FlowPatch,
  ) {
    return this.amendFlow.run(actor, id, body);
  }

  @Delete(':id')
  @Can('delete', 'ApprovalFlow')
  @AnswersNothing(204, 'Deleted. Open requests continue as they are.')
  @Problems(FlowInUse)
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.deleteFlow.run(actor, id);
  }
}
