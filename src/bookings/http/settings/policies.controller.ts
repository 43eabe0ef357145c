import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../../access/index.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../../platform/http/paging.js';
import { IdParams } from '../../../platform/http/schemas.js';
import { PolicyInUse, PolicyNameTaken } from '../../domain/errors.js';
import { ManagePolicies } from '../../use-cases/settings/manage-policies.js';
import { PolicyQueries, type PolicyRow } from '../../use-cases/settings/policies.queries.js';
import { NewPolicy, PolicyAnswer, PolicyList, PolicyPatch } from './policy.schemas.js';
import { policiesDocs } from './settings.docs.js';

const answerOf = ({ id, name, limits, version }: PolicyRow) => ({ id, name, ...limits, version });

@Controller('api/v1/booking-policies')
@Documented(policiesDocs)
export class PoliciesController {
  constructor(
    private readonly queries: PolicyQueries,
    private readonly policies: ManagePolicies,
  ) {}

  @Get()
  @Can('read', 'BookingPolicy')
  @Answers(200, pageOf(PolicyAnswer), 'The booking policies, by name.')
  async list(@Query({ schema: PolicyList }) query: PolicyList) {
    const { items, nextCursor } = await this.queries.list(query);
    return { items: items.map(answerOf), nextCursor };
  }

  @Post()
  @Can('create', 'BookingPolicy')
  @Answers(201, PolicyAnswer)
  @Problems(PolicyNameTaken)
  async make(@CurrentActor() actor: Actor, @Body({ schema: NewPolicy }) { name, ...limits }: NewPolicy) {
    return answerOf(await this.policies.make(actor, name, limits));
  }

  @Patch(':id')
  @Can('change', 'BookingPolicy')
  @Answers(200, PolicyAnswer, 'Changed. Existing bookings stay as they are.')
  @Problems(PolicyNameTaken)
  async amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: PolicyPatch }) { name, ...limits }: PolicyPatch,
  ) {
    return answerOf(await this.policies.amend(actor, id, name, limits));
  }

  @Delete(':id')
  @Can('delete', 'BookingPolicy')
  @AnswersNothing(204, 'Deleted.')
  @Problems(PolicyInUse)
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.policies.delete(actor, id);
  }
}
