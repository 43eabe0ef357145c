import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { CompletedBy } from '../../platform/http/answer-maker.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../platform/http/schemas.js';
import { Actor } from '../domain/actor.js';
import { BeyondOwnAccess, BuiltInRoleFixed, RoleHeld, RoleNameTaken } from '../domain/errors.js';
import { AccessApi } from '../use-cases/access-api.js';
import { AmendRole } from '../use-cases/amend-role.js';
import { DeleteRole } from '../use-cases/delete-role.js';
import { MakeRole } from '../use-cases/make-role.js';
import { Can, CurrentActor } from './can.js';
import { NeedsStepUp } from './needs-step-up.js';
import { CompleteRoles } from './complete-roles.js';
import { NewRole, RoleAnswer, RolePatch, RolesAnswer } from './role.schemas.js';
import { rolesDocs } from './roles.docs.js';

@Controller('api/v1/roles')
@Documented(rolesDocs)
export class RolesController {
  constructor(
    private readonly access: AccessApi,
    private readonly makeRole: MakeRole,
    private readonly amendRole: AmendRole,
    private readonly deleteRole: DeleteRole,
  ) {}

  @Get()
  @Can('read', 'Role')
  @CompletedBy(CompleteRoles)
  @Answers(200, RolesAnswer, 'Every role. The list has one page.')
  async list() {
    return { items: [...(await this.access.roles()).values()], nextCursor: null };
  }

  @Get(':id')
  @Can('read', 'Role')
  @CompletedBy(CompleteRoles)
  @Answers(200, RoleAnswer)
  get(@Param({ schema: IdParams }) { id }: IdParams) {
    return this.access.role(id);
  }

  @Post()
  @Can('create', 'Role')
  @NeedsStepUp()
  @CompletedBy(CompleteRoles)
  @Answers(201, RoleAnswer, 'The custom role. Where it applies is chosen for each person who gets it.')
  @Problems(RoleNameTaken, BeyondOwnAccess)
  make(@CurrentActor() actor: Actor, @Body({ schema: NewRole }) { permissions, ...details }: NewRole) {
    return this.makeRole.run(actor, details, permissions);
  }

  @Patch(':id')
  @Can('change', 'Role')
  @CompletedBy(CompleteRoles)
  @Answers(200, RoleAnswer)
  @Problems(BuiltInRoleFixed, RoleNameTaken)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: RolePatch }) body: RolePatch,
  ) {
    return this.amendRole.run(actor, id, body);
  }

  @Delete(':id')
  @Can('delete', 'Role')
  @AnswersNothing(204, 'Deleted. A role that someone has cannot be deleted (409): remove it from them first.')
  @Problems(BuiltInRoleFixed, RoleHeld)
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.deleteRole.run(actor, id);
  }
}
