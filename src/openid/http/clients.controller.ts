import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, BeyondOwnAccess, Can, CurrentActor, MayNeedStepUp, NeedsStepUp } from '../../access/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { HoldsSecret } from '../../platform/http/holds-secret.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { NoSecret } from '../domain/errors.js';
import { AmendClient } from '../use-cases/amend-client.js';
import { ClientQueries } from '../use-cases/clients.queries.js';
import { RegisterClient } from '../use-cases/register-client.js';
import { ClientAnswer, ClientList, ClientPatch, ClientWithSecret, NewClient } from './client.schemas.js';
import { clientsDocs } from './openid.docs.js';

@Controller('api/v1/oidc-clients')
@Documented(clientsDocs)
export class ClientsController {
  constructor(
    private readonly queries: ClientQueries,
    private readonly registerClient: RegisterClient,
    private readonly amendClient: AmendClient,
  ) {}

  @Get()
  @Can('read', 'OidcClient')
  @Answers(200, pageOf(ClientAnswer))
  list(@Query({ schema: ClientList }) query: ClientList) {
    return this.queries.list(query);
  }

  @Post()
  @Can('create', 'OidcClient')
  @HoldsSecret()
  @NeedsStepUp()
  @Answers(201, ClientWithSecret, 'Registered. The secret is shown only in this response.')
  @Problems(UnknownReference, BeyondOwnAccess)
  register(@CurrentActor() actor: Actor, @Body({ schema: NewClient }) { type, ...details }: NewClient) {
    return this.registerClient.run(actor, type, details);
  }

  @Get(':id')
  @Can('read', 'OidcClient')
  @Answers(200, ClientAnswer)
  show(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.one(actor, id);
  }

  @Patch(':id')
  @Can('change', 'OidcClient')
  @MayNeedStepUp()
  @Answers(200, ClientAnswer, 'Changed. It takes effect with the next request.')
  @Problems(UnknownReference, BeyondOwnAccess)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: ClientPatch }) body: ClientPatch,
  ) {
    return this.amendClient.run(actor, id, body);
  }

  @Delete(':id')
  @Can('delete', 'OidcClient')
  @AnswersNothing(204, 'Deleted. Its consents and tokens are revoked.')
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.amendClient.remove(actor, id);
  }

  @Post(':id/secret')
  @Can('change', 'OidcClient')
  @HoldsSecret()
  @NeedsStepUp()
  @Answers(201, ClientWithSecret, 'The old secret no longer works. The new one is shown only in this response.')
  @Problems(NoSecret)
  rotateSecret(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.amendClient.rotateSecret(actor, id);
  }
}
