import { z } from 'zod';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { id, instantOut, line } from '../../platform/http/schemas.js';
import { scopes } from '../domain/scopes.js';

const uri = z.string().min(1).max(2_000);
const uris = z.array(uri).max(20);
const key = z.string().min(1).max(100);

const details = {
  name: line(100),
  redirectUris: uris,
  postLogoutRedirectUris: uris,
  backchannelLogoutUri: uri.nullable(),
  roleKeys: z.array(key).max(100),
  groupIds: z.array(id).max(100),
  firstParty: z.boolean(),
  pkceRequired: z.boolean(),
  serviceAccountId: id.nullable(),
};

export const NewClient = z
  .strictObject({
    name: details.name,
    type: z.enum(['public', 'confidential']),
    redirectUris: details.redirectUris.default([]),
    postLogoutRedirectUris: details.postLogoutRedirectUris.default([]),
    backchannelLogoutUri: details.backchannelLogoutUri.default(null),
    roleKeys: details.roleKeys.default([]),
    groupIds: details.groupIds.default([]),
    firstParty: details.firstParty.default(false),
    pkceRequired: details.pkceRequired.default(true),
    serviceAccountId: details.serviceAccountId.default(null),
  })
  .meta({ id: 'NewOidcClient' });
export type NewClient = z.output<typeof NewClient>;

const state = z.enum(['active', 'disabled']);
export const ClientPatch = z
  .strictObject({ ...details, state })
  .partial()
  .meta({ id: 'OidcClientPatch' });
export type ClientPatch = z.output<typeof ClientPatch>;

export const ClientList = z.strictObject(pageQuery);
export type ClientList = z.output<typeof ClientList>;

export const ClientAnswer = z
  .object({
    id,
    clientId: z.string(),
    type: z.enum(['public', 'confidential']),
    ...details,
    state,
    version: z.int(),
    createdAt: instantOut,
  })
  .meta({ id: 'OidcClient' });

/** The only answer that contains the secret; null for a public client, which has none. */
export const ClientWithSecret = ClientAnswer.extend({ clientSecret: z.string().nullable() }).meta({
  id: 'OidcClientWithSecret',
});

const Grant = z
  .object({ id, clientId: z.string(), clientName: z.string(), scopes: z.array(z.enum(scopes)), givenAt: instantOut })
  .meta({ id: 'Grant' });
export const GrantList = pageOf(Grant);
