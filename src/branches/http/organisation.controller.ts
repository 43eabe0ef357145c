import { Body, Controller, Get, Patch } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { AmendOrganisation } from '../use-cases/amend-organisation.js';
import { BranchesApi } from '../use-cases/branches-api.js';
import { OrganisationAnswer, OrganisationPatch } from './organisation.schemas.js';
import { organisationDocs } from './branches.docs.js';

@Controller('api/v1/organisation')
@Documented(organisationDocs)
export class OrganisationController {
  constructor(
    private readonly branches: BranchesApi,
    private readonly amendOrganisation: AmendOrganisation,
  ) {}

  @Get()
  @Can('read', 'Organisation')
  @Answers(200, OrganisationAnswer)
  get() {
    return this.branches.organisation();
  }

  @Patch()
  @Can('change', 'Organisation')
  @Answers(200, OrganisationAnswer)
  amend(@CurrentActor() actor: Actor, @Body({ schema: OrganisationPatch }) body: OrganisationPatch) {
    return this.amendOrganisation.run(actor, body);
  }
}
