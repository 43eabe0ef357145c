import { Body, Controller, Delete, Get, Injectable, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { type ProblemClass, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { AccessoryNameTaken, BelongingInUse, GroupNameTaken, LocationNameTaken } from '../domain/errors.js';
import { ACCESSORIES, type BelongingDefinition, GROUPS, LOCATIONS } from '../use-cases/belonging-kinds.js';
import { BelongingQueries } from '../use-cases/belongings.queries.js';
import { ManageBelongings } from '../use-cases/manage-belongings.js';
import { BelongingList, type BelongingPatch, belongingSchemas, type NewBelonging } from './branch.schemas.js';
import { belongingsDocs } from './branches.docs.js';

/** The routes of one kind of belonging; groups, locations and accessories have the same ones. */
function belongingsController(kind: BelongingDefinition, NameTaken: ProblemClass) {
  const { Answer, NewBody, PatchBody } = belongingSchemas(kind.subject);

  // Decorated so that subclasses inherit the types of its constructor's parameters.
  @Injectable()
  abstract class BelongingsController {
    constructor(
      private readonly queries: BelongingQueries,
      private readonly manage: ManageBelongings,
    ) {}

    @Get()
    @Can('read', kind.subject)
    @Answers(200, pageOf(Answer), 'The ones of your branches, by name.')
    list(@CurrentActor() actor: Actor, @Query({ schema: BelongingList }) query: BelongingList) {
      return this.queries.list(actor, kind, query);
    }

    @Get(':id')
    @Can('read', kind.subject)
    @Answers(200, Answer)
    get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
      return this.queries.one(actor, kind, id);
    }

    @Post()
    @Can('create', kind.subject)
    @Answers(201, Answer)
    @Problems(NameTaken, UnknownReference)
    make(@CurrentActor() actor: Actor, @Body({ schema: NewBody }) body: NewBelonging) {
      return this.manage.make(actor, kind, body);
    }

    @Patch(':id')
    @Can('change', kind.subject)
    @Answers(200, Answer)
    @Problems(NameTaken, UnknownReference, BelongingInUse)
    amend(
      @CurrentActor() actor: Actor,
      @Param({ schema: IdParams }) { id }: IdParams,
      @Body({ schema: PatchBody }) body: BelongingPatch,
    ) {
      return this.manage.amend(actor, kind, id, body);
    }

    @Delete(':id')
    @Can('delete', kind.subject)
    @AnswersNothing(204, 'Deleted.')
    @Problems(BelongingInUse)
    remove(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
      return this.manage.remove(actor, kind, id);
    }
  }
  return BelongingsController;
}

@Controller('api/v1/groups')
@Documented(belongingsDocs('Group', 'Groups'))
export class GroupsController extends belongingsController(GROUPS, GroupNameTaken) {}

@Controller('api/v1/locations')
@Documented(belongingsDocs('Location', 'Locations'))
export class LocationsController extends belongingsController(LOCATIONS, LocationNameTaken) {}

@Controller('api/v1/accessories')
@Documented(belongingsDocs('Accessory', 'Accessories'))
export class AccessoriesController extends belongingsController(ACCESSORIES, AccessoryNameTaken) {}
