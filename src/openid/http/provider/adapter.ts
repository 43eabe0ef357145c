import Provider, { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Artifacts, Payload } from '../../use-cases/artifacts.js';
import type { ActiveClient, ClientQueries } from '../../use-cases/clients.queries.js';

/** Our own properties of a client, which the library does not know. */
export const OWN_METADATA = ['row_id', 'first_party', 'pkce_required', 'role_keys', 'group_ids'] as const;

const TOKENS = new Set(['AuthorizationCode', 'AccessToken', 'RefreshToken']);

/** The session for which the library is working, if somebody is signed in. */
function sessionAtHand(): string | undefined {
  const { session } = Provider.ctx?.oidc ?? {};
  return session?.accountId === undefined ? undefined : session.uid;
}

/** Stores and finds the library's objects of one kind. */
export class StoredArtifacts implements Adapter {
  constructor(
    private readonly kind: string,
    private readonly artifacts: Artifacts,
    private readonly clients: ClientQueries,
  ) {}

  /** @throws InvalidGrant for what would be given in a session that has ended meanwhile */
  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const begunIn = this.kind === 'Grant' ? sessionAtHand() : undefined;
    const kept = await this.artifacts.put(this.kind, id, payload as Payload, expiresIn, begunIn);
    if (!kept && TOKENS.has(this.kind)) throw new errors.InvalidGrant('the session has ended');
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (this.kind !== 'Client') return (await this.artifacts.find(this.kind, id)) as AdapterPayload | undefined;
    const client = await this.clients.active(id);
    return client && metadataOf(client);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return (await this.artifacts.findSession(uid)) as AdapterPayload | undefined;
  }

  /** There is no device flow, so nobody types a code. */
  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /**
   * The library ignores the result, so the second caller is refused by throwing.
   *
   * @throws InvalidGrant
   */
  async consume(id: string): Promise<void> {
    if (!(await this.artifacts.consume(this.kind, id))) throw new errors.InvalidGrant('it is spent already');
  }

  async destroy(id: string): Promise<void> {
    await this.artifacts.remove(this.kind, id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.artifacts.removeOfGrant(this.kind, grantId);
  }
}

function metadataOf(client: ActiveClient): AdapterPayload {
  const { redirectUris, secretHash } = client;
  const isApp = redirectUris.some((uri) => !/^https?:/.test(uri));
  return {
    client_id: client.clientId,
    client_name: client.name,
    // The stored hash: compareClientSecret hashes the given secret. Nothing is ever signed with it.
    ...(secretHash && { client_secret: secretHash.toString('hex') }),
    redirect_uris: redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    ...(client.backchannelLogoutUri && {
      backchannel_logout_uri: client.backchannelLogoutUri,
      backchannel_logout_session_required: true,
    }),
    grant_types: [
      ...(redirectUris.length > 0 ? ['authorization_code', 'refresh_token'] : []),
      ...(client.serviceAccountId ? ['client_credentials'] : []),
    ],
    response_types: redirectUris.length > 0 ? ['code'] : [],
    token_endpoint_auth_method: client.type === 'public' ? 'none' : 'client_secret_basic',
    application_type: isApp ? 'native' : 'web',
    row_id: client.id,
    first_party: client.firstParty,
    pkce_required: client.pkceRequired,
    role_keys: client.roleKeys,
    group_ids: client.groupIds,
  };
}
