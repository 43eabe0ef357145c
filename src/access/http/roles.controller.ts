import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { IdParams } from '../../platform/http/schemas.js';
import { Actor } from '../domain/actor.js';
import { BeyondOwnAccess, BuiltInRoleFixed, RoleHeld, RoleNameTaken } from '../domain/errors.js';
import { AccessApi } from '../use-cases/access-api.js';
import { AmendRole } from '../use-cases/amend-role.js';
import { DeleteRole } from '../use-cases/delete-role.js';
import { MakeRole } from '../use-cases/make-role.js';
import { Can, CurrentActor } from './can.js';
import { NewRole, RoleAnswer, RolePatch, RolesAnswer } from './role.schemas.js';

@Controller('api/v1/roles')
export class RolesController {
  constructor(
    private readonly access: AccessApi,
    private readonly makeRole: MakeRole,
    private readonly amendRole: AmendRole,
    private readonly deleteRole: DeleteRole,
  ) {}

  @Get()
  @Can('read', 'Role')
  @Answers(200, RolesAnswer, 'Every role; the list has one page.')
  async list() {
    return { items: [...(await this.access.roles()).values()], nextCursor: null };
  }

  @Get(':id')
  @Can('read', 'Role')
  @Answers(200, RoleAnswer)
  get(@Param({ schema: IdParams }) { id }: IdParams) {
    return this.access.role(id);
  }

  @Post()
  @Can('create', 'Role')
  @Answers(201, RoleAnswer, 'A role of the organisation’s own. It reaches what its holder’s assignment says.')
  @Problems(RoleNameTaken, BeyondOwnAccess)
  make(@CurrentActor() actor: Actor, @Body({ schema: NewRole }) { permissions, ...details }: NewRole) {
    return this.makeRole.run(actor, details, permissions);
  }

  @Patch(':id')
  @Can('change', 'Role')
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
  @AnswersNothing(204, 'Gone. A role that somebody has stays (409): take it from them first.')
  @Problems(BuiltInRoleFixed, RoleHeld)
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.deleteRole.run(actor, id);
  }
}
