import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Role } from './domain/role.js';
import { CompleteRoles } from './http/complete-roles.js';
import { GrantsController } from './http/grants.controller.js';
import { RolesController } from './http/roles.controller.js';
import { AccessApi } from './use-cases/access-api.js';
import { AccessQueries } from './use-cases/access.queries.js';
import { AmendRole } from './use-cases/amend-role.js';
import { ChangeGrants } from './use-cases/change-grants.js';
import { DeleteRole } from './use-cases/delete-role.js';
import { MakeRole } from './use-cases/make-role.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Role])],
  controllers: [GrantsController, RolesController],
  providers: [CompleteRoles, AccessQueries, AccessApi, MakeRole, AmendRole, ChangeGrants, DeleteRole],
  exports: [AccessApi],
})
export class AccessModule {}
