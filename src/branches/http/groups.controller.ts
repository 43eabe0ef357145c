import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { GroupNameTaken } from '../domain/errors.js';
import { AmendGroup } from '../use-cases/amend-group.js';
import { BranchesQueries } from '../use-cases/branches.queries.js';
import { FormGroup } from '../use-cases/form-group.js';
import { GroupAnswer, GroupList, GroupPatch, NewGroup } from './branch.schemas.js';

@Controller('api/v1/groups')
export class GroupsController {
  constructor(
    private readonly queries: BranchesQueries,
    private readonly formGroup: FormGroup,
    private readonly amendGroup: AmendGroup,
  ) {}

  @Get()
  @Can('read', 'Group')
  @Answers(200, pageOf(GroupAnswer), 'The groups of the branches in reach, by name.')
  list(@CurrentActor() actor: Actor, @Query({ schema: GroupList }) query: GroupList) {
    return this.queries.groups(actor, query);
  }

  @Get(':id')
  @Can('read', 'Group')
  @Answers(200, GroupAnswer)
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.group(actor, id);
  }

  @Post()
  @Can('create', 'Group')
  @Answers(201, GroupAnswer)
  @Problems(GroupNameTaken, UnknownReference)
  form(@CurrentActor() actor: Actor, @Body({ schema: NewGroup }) body: NewGroup) {
    return this.formGroup.run(actor, body);
  }

  @Patch(':id')
  @Can('change', 'Group')
  @Answers(200, GroupAnswer)
  @Problems(GroupNameTaken, UnknownReference)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: GroupPatch }) body: GroupPatch,
  ) {
    return this.amendGroup.run(actor, id, body);
  }
}
