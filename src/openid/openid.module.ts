import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BranchesModule } from '../branches/index.js';
import { Authenticators, IdentityModule } from '../identity/index.js';
import { OidcClient } from './domain/client.js';
import { Consent } from './domain/consent.js';
import { ClientsController } from './http/clients.controller.js';
import { GrantsOnPageController } from './http/grants-on-page.controller.js';
import { InteractionPage } from './http/interaction-page.js';
import { InteractionsController } from './http/interactions.controller.js';
import { Interactions } from './http/interactions.js';
import { LogoutSender } from './http/logout-sender.js';
import { OwnGrantsController } from './http/own-grants.controller.js';
import { Extensions, Storage } from './http/provider/extensions.js';
import { ProviderHost } from './http/provider/provider-host.js';
import { ProviderMount } from './http/provider/provider-mount.js';
import { ProviderPages } from './http/provider/provider-pages.js';
import { RefreshWindow } from './http/provider/refresh-window.js';
import { RequestsInHand } from './http/provider/requests-in-hand.js';
import { Rules } from './http/provider/rules.js';
import { SessionMirror } from './http/provider/session-mirror.js';
import { EndWhenSessionEnded } from './listeners/end-when-session-ended.js';
import { EraseConsentsWhenUserDeleted } from './listeners/erase-consents-when-user-deleted.js';
import { KeepWhenRoleDeleted } from './listeners/keep-when-role-deleted.js';
import { RevokeWhenAccessTaken } from './listeners/revoke-when-access-taken.js';
import { RevokeWhenCredentialChanged } from './listeners/revoke-when-credential-changed.js';
import { RevokeWhenUserSuspended } from './listeners/revoke-when-user-suspended.js';
import { Accounts } from './use-cases/accounts.js';
import { AmendClient } from './use-cases/amend-client.js';
import { ApiTokens } from './use-cases/api-tokens.js';
import { Artifacts } from './use-cases/artifacts.js';
import { ClientQueries } from './use-cases/clients.queries.js';
import { Consents } from './use-cases/consents.js';
import { GrantsOfPersonQueries } from './use-cases/grants-of-person.queries.js';
import { EnsureClientPlaces } from './use-cases/ensure-client-places.js';
import { Logouts } from './use-cases/logouts.js';
import { RegisterClient } from './use-cases/register-client.js';
import { ReviewGrants } from './use-cases/review-grants.js';
import { SigningKeys } from './use-cases/signing-keys.js';

const clients = [ClientQueries, EnsureClientPlaces, RegisterClient, AmendClient];
const people = [Accounts, Consents, GrantsOfPersonQueries, ReviewGrants, ApiTokens];
const keeping = [Artifacts, SigningKeys, Logouts, LogoutSender];
const provider = [
  RequestsInHand,
  Storage,
  Rules,
  SessionMirror,
  RefreshWindow,
  ProviderPages,
  Extensions,
  ProviderHost,
];
const listeners = [
  EndWhenSessionEnded,
  KeepWhenRoleDeleted,
  RevokeWhenUserSuspended,
  RevokeWhenAccessTaken,
  RevokeWhenCredentialChanged,
  EraseConsentsWhenUserDeleted,
];
const pages = [ProviderMount, Interactions, InteractionPage];

@Module({
  imports: [TypeOrmModule.forFeature([OidcClient, Consent]), BranchesModule, IdentityModule],
  controllers: [ClientsController, OwnGrantsController, GrantsOnPageController, InteractionsController],
  providers: [...clients, ...people, ...keeping, ...provider, ...pages, ...listeners],
})
export class OpenidModule implements OnModuleInit {
  constructor(
    private readonly authenticators: Authenticators,
    private readonly tokens: ApiTokens,
  ) {}

  onModuleInit(): void {
    this.authenticators.useTokens((token, method) => this.tokens.bearer(token, method));
  }
}
