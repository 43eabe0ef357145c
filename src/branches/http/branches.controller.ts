import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { Preview } from '../../platform/http/preview.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { BranchCodeTaken } from '../domain/errors.js';
import { AmendBranch } from '../use-cases/amend-branch.js';
import { BranchesQueries } from '../use-cases/branches.queries.js';
import { OpenBranch } from '../use-cases/open-branch.js';
import { WelcomePeople } from '../use-cases/welcome-people.js';
import {
  BranchAnswer,
  BranchList,
  BranchPatch,
  NewBranch,
  WelcomeAnswer,
  WelcomeBody,
  WelcomePreview,
} from './branch.schemas.js';
import { branchesDocs } from './branches.docs.js';

@Controller('api/v1/branches')
@Documented(branchesDocs)
export class BranchesController {
  constructor(
    private readonly queries: BranchesQueries,
    private readonly openBranch: OpenBranch,
    private readonly amendBranch: AmendBranch,
    private readonly welcomePeople: WelcomePeople,
  ) {}

  @Get()
  @Can('read', 'Branch')
  @Answers(200, pageOf(BranchAnswer), 'The branches that you can see, by name.')
  list(@CurrentActor() actor: Actor, @Query({ schema: BranchList }) query: BranchList) {
    return this.queries.branches(actor, query);
  }

  @Get(':id')
  @Can('read', 'Branch')
  @Answers(200, BranchAnswer)
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.branch(actor, id);
  }

  @Post()
  @Can('create', 'Branch')
  @Answers(201, BranchAnswer)
  @Problems(BranchCodeTaken)
  open(@CurrentActor() actor: Actor, @Body({ schema: NewBranch }) body: NewBranch) {
    return this.openBranch.run(actor, body);
  }

  @Patch(':id')
  @Can('change', 'Branch')
  @Answers(200, BranchAnswer)
  @Problems(BranchCodeTaken)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: BranchPatch }) body: BranchPatch,
  ) {
    return this.amendBranch.run(actor, id, body);
  }

  @Get(':id/welcome-message')
  @Can('read', 'Branch')
  @Answers(200, WelcomeAnswer, 'The message in Markdown, and as HTML that is safe to show.')
  welcomeMessage(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.welcomeMessage(actor, id);
  }

  @Put(':id/welcome-message')
  @Can('welcome', 'Branch')
  @Answers(200, WelcomeAnswer)
  welcome(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: WelcomeBody }) { markdown }: WelcomeBody,
  ) {
    return this.welcomePeople.run(actor, id, markdown);
  }

  @Post(':id/welcome-message/preview')
  @Preview()
  @Can('welcome', 'Branch')
  @Answers(200, WelcomePreview, 'The message as HTML. Nothing is saved.')
  previewWelcome(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: WelcomeBody }) { markdown }: WelcomeBody,
  ) {
    return this.queries.welcomePreview(actor, id, markdown);
  }
}
