import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Branch } from './domain/branch.js';
import { Group } from './domain/group.js';
import { Organisation } from './domain/organisation.js';
import { BranchesController } from './http/branches.controller.js';
import { GroupsController } from './http/groups.controller.js';
import { OrganisationController } from './http/organisation.controller.js';
import { AmendBranch } from './use-cases/amend-branch.js';
import { AmendGroup } from './use-cases/amend-group.js';
import { AmendOrganisation } from './use-cases/amend-organisation.js';
import { BranchesApi } from './use-cases/branches-api.js';
import { BranchesQueries } from './use-cases/branches.queries.js';
import { FormGroup } from './use-cases/form-group.js';
import { OpenBranch } from './use-cases/open-branch.js';

@Module({
  imports: [TypeOrmModule.forFeature([Organisation, Branch, Group])],
  controllers: [OrganisationController, BranchesController, GroupsController],
  providers: [BranchesApi, BranchesQueries, AmendOrganisation, OpenBranch, AmendBranch, FormGroup, AmendGroup],
  exports: [BranchesApi],
})
export class BranchesModule {}
