import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Agreement } from './domain/agreement.js';
import { Branch } from './domain/branch.js';
import { Group } from './domain/group.js';
import { Organisation } from './domain/organisation.js';
import { AgreementsController } from './http/agreements.controller.js';
import { BranchesController } from './http/branches.controller.js';
import { GroupsController } from './http/groups.controller.js';
import { OrganisationController } from './http/organisation.controller.js';
import { AgreementQueries } from './use-cases/agreements.queries.js';
import { AmendBranch } from './use-cases/amend-branch.js';
import { AmendGroup } from './use-cases/amend-group.js';
import { AmendOrganisation } from './use-cases/amend-organisation.js';
import { BranchesApi } from './use-cases/branches-api.js';
import { BranchesQueries } from './use-cases/branches.queries.js';
import { FormGroup } from './use-cases/form-group.js';
import { OpenBranch } from './use-cases/open-branch.js';
import { PublishAgreement } from './use-cases/publish-agreement.js';

@Module({
  imports: [TypeOrmModule.forFeature([Organisation, Branch, Group, Agreement])],
  controllers: [OrganisationController, BranchesController, GroupsController, AgreementsController],
  providers: [
    BranchesApi,
    BranchesQueries,
    AmendOrganisation,
    OpenBranch,
    AmendBranch,
    FormGroup,
    AmendGroup,
    AgreementQueries,
    PublishAgreement,
  ],
  exports: [BranchesApi],
})
export class BranchesModule {}
