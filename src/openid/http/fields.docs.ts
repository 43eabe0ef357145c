import { describeFields } from '../../platform/http/openapi/api-docs.js';

/** What fields mean, for the OpenAPI document: by name, or by schema and name if a field means something else there. */
describeFields({
  clientId: ['The OAuth client id.', 'motorpool-9f2c'],
  clientName: ['Name of the application.', 'Club website'],
  clientSecret: ['The secret, shown only this once; null for a public client.', 's3cret-shown-once'],
  'OidcClient.name': ['Name of the application.', 'Club website'],
  'OidcClientWithSecret.name': ['Name of the application.', 'Club website'],
  'NewOidcClient.name': ['Name of the application.', 'Club website'],
  'OidcClientPatch.name': ['Name of the application.', 'Club website'],
  type: ['`public`: without a secret. `confidential`: with one.'],
  redirectUris: ['Redirect URIs after sign-in; they must match exactly.', ['https://club.example/callback']],
  postLogoutRedirectUris: ['Redirect URIs after sign-out.', ['https://club.example/']],
  backchannelLogoutUri: ['URL that is called when someone signs out; null if none.', 'https://club.example/logout'],
  roleKeys: ['Only people with one of these roles may sign in; empty for everyone.', ['member']],
  firstParty: ['Whether the application is the organisation’s own, so that people are not asked for consent.', false],
  pkceRequired: ['Whether the client must use PKCE.', true],
  serviceAccountId: ['The contact whose roles the client has with client credentials; null if none.'],
  'OidcClient.state': ['`disabled`: no one can sign in to it.'],
  'OidcClientWithSecret.state': ['`disabled`: no one can sign in to it.'],
  'OidcClientPatch.state': ['`disabled`: no one can sign in to it.'],
  scopes: ['What you allowed it.', ['openid', 'profile']],
  givenAt: ['When you allowed it.'],
});
