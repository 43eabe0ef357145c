import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Agreement } from './domain/agreement.js';
import { Accessory, Group, Location } from './domain/belonging.js';
import { Branch } from './domain/branch.js';
import { Organisation } from './domain/organisation.js';
import { AgreementsController } from './http/agreements.controller.js';
import { AccessoriesController, GroupsController, LocationsController } from './http/belongings.controller.js';
import { BranchesController } from './http/branches.controller.js';
import { OrganisationController } from './http/organisation.controller.js';
import { RedactBranchTextsWhenUserDeleted } from './listeners/redact-branch-texts-when-user-deleted.js';
import { AgreementQueries } from './use-cases/agreements.queries.js';
import { AmendBranch } from './use-cases/amend-branch.js';
import { AmendOrganisation } from './use-cases/amend-organisation.js';
import { BelongingQueries } from './use-cases/belongings.queries.js';
import { BranchesApi } from './use-cases/branches-api.js';
import { BranchesQueries } from './use-cases/branches.queries.js';
import { ManageBelongings } from './use-cases/manage-belongings.js';
import { OpenBranch } from './use-cases/open-branch.js';
import { PublishAgreement } from './use-cases/publish-agreement.js';
import { WelcomePeople } from './use-cases/welcome-people.js';

@Module({
  imports: [TypeOrmModule.forFeature([Organisation, Branch, Group, Location, Accessory, Agreement])],
  controllers: [
    OrganisationController,
    BranchesController,
    GroupsController,
    LocationsController,
    AccessoriesController,
    AgreementsController,
  ],
  providers: [
    BranchesApi,
    BranchesQueries,
    AmendOrganisation,
    OpenBranch,
    AmendBranch,
    WelcomePeople,
    BelongingQueries,
    ManageBelongings,
    AgreementQueries,
    PublishAgreement,
    RedactBranchTextsWhenUserDeleted,
  ],
  exports: [BranchesApi],
})
export class BranchesModule {}
