import { Body, Controller, Delete, Get, Injectable, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { type ProblemClass, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { AccessoryNameTaken, BelongingInUse, GroupNameTaken, LocationNameTaken } from '../domain/errors.js';
import { ACCESSORIES, GROUPS, type Kind, LOCATIONS } from '../use-cases/belonging-kinds.js';
import { BelongingQueries } from '../use-cases/belongings.queries.js';
import { ManageBelongings } from '../use-cases/manage-belongings.js';
import { BelongingAnswer, BelongingList, BelongingPatch, NewBelonging } from './branch.schemas.js';

/** The routes of one kind of belonging: groups, locations and accessories have the same. */
function belongingsController(kind: Kind, NameTaken: ProblemClass) {
  // Decorated, so that what its constructor takes is known to its heirs.
  @Injectable()
  abstract class BelongingsController {
    constructor(
      private readonly queries: BelongingQueries,
      private readonly manage: ManageBelongings,
    ) {}

    @Get()
    @Can('read', kind.subject)
    @Answers(200, pageOf(BelongingAnswer), 'Those of the branches in reach, by name.')
    list(@CurrentActor() actor: Actor, @Query({ schema: BelongingList }) query: BelongingList) {
      return this.queries.list(actor, kind, query);
    }

    @Get(':id')
    @Can('read', kind.subject)
    @Answers(200, BelongingAnswer)
    get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
      return this.queries.one(actor, kind, id);
    }

    @Post()
    @Can('create', kind.subject)
    @Answers(201, BelongingAnswer)
    @Problems(NameTaken, UnknownReference)
    make(@CurrentActor() actor: Actor, @Body({ schema: NewBelonging }) body: NewBelonging) {
      return this.manage.make(actor, kind, body);
    }

    @Patch(':id')
    @Can('change', kind.subject)
    @Answers(200, BelongingAnswer)
    @Problems(NameTaken, UnknownReference, BelongingInUse)
    amend(
      @CurrentActor() actor: Actor,
      @Param({ schema: IdParams }) { id }: IdParams,
      @Body({ schema: BelongingPatch }) body: BelongingPatch,
    ) {
      return this.manage.amend(actor, kind, id, body);
    }

    @Delete(':id')
    @Can('delete', kind.subject)
    @AnswersNothing(204, 'Deleted: no vehicle and nobody had it.')
    @Problems(BelongingInUse)
    remove(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
      return this.manage.remove(actor, kind, id);
    }
  }
  return BelongingsController;
}

@Controller('api/v1/groups')
export class GroupsController extends belongingsController(GROUPS, GroupNameTaken) {}

@Controller('api/v1/locations')
export class LocationsController extends belongingsController(LOCATIONS, LocationNameTaken) {}

@Controller('api/v1/accessories')
export class AccessoriesController extends belongingsController(ACCESSORIES, AccessoryNameTaken) {}
