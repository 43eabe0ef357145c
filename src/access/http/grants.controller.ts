import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { CompletedBy } from '../../platform/http/answer-maker.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../platform/http/schemas.js';
import { Actor } from '../domain/actor.js';
import { BeyondOwnAccess, BuiltInRoleFixed, GrantsFixed } from '../domain/errors.js';
import { matrixOf } from '../domain/matrix.js';
import { describedPermissions } from '../domain/permissions.js';
import { AccessApi } from '../use-cases/access-api.js';
import { ChangeGrants } from '../use-cases/change-grants.js';
import { Can, CurrentActor } from './can.js';
import { NeedsStepUp } from './needs-step-up.js';
import { CompleteRoles } from './complete-roles.js';
import { GrantsBody, MatrixAnswer, PermissionsAnswer, RoleAnswer, RolesAnswer } from './role.schemas.js';
import { grantsDocs } from './roles.docs.js';

/** The matrix of permissions and roles: who may see it, and who may change it (RP-9, RP-10). */
@Controller('api/v1')
@Documented(grantsDocs)
export class GrantsController {
  constructor(
    private readonly access: AccessApi,
    private readonly changeGrants: ChangeGrants,
  ) {}

  @Get('permissions')
  @Can('read', 'Role')
  @Answers(200, PermissionsAnswer, 'Every permission, by area. The list has one page.')
  permissions() {
    return { items: describedPermissions, nextCursor: null };
  }

  @Get('permission-matrix')
  @Can('read', 'PermissionMatrix')
  @Answers(
    200,
    MatrixAnswer,
    'Permissions by area, with a cell for each role in use. Leave cells blank where `possible` is false.',
  )
  async matrix() {
    return matrixOf((await this.access.roles()).values());
  }

  @Put('roles/:id/permissions')
  @Can('change', 'Role')
  @NeedsStepUp()
  @CompletedBy(CompleteRoles)
  @Answers(200, RoleAnswer, 'The permissions apply with the next request of everyone who has the role.')
  @Problems(GrantsFixed, BeyondOwnAccess)
  set(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: GrantsBody }) { keys }: GrantsBody,
  ) {
    return this.changeGrants.set(actor, id, keys);
  }

  @Post('roles/:id/reset')
  @Can('change', 'Role')
  @NeedsStepUp()
  @CompletedBy(CompleteRoles)
  @Answers(200, RoleAnswer, 'The built-in role has its default permissions again.')
  @Problems(BuiltInRoleFixed, BeyondOwnAccess)
  reset(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.changeGrants.reset(actor, id);
  }

  @Post('roles/reset')
  @Can('change', 'Role')
  @NeedsStepUp()
  @CompletedBy(CompleteRoles)
  @Answers(200, RolesAnswer, 'Every built-in role has its default permissions again.')
  @Problems(BeyondOwnAccess)
  resetAll(@CurrentActor() actor: Actor) {
    return this.changeGrants.resetAll(actor);
  }
}
