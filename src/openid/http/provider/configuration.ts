import { errors, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { SCOPES, scopes } from '../../domain/scopes.js';
import { OWN_METADATA } from './adapter.js';
import type { Extensions } from './extensions.js';
import { sourceOf } from './provider-pages.js';

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];

/** The library's features: the authorization code flow, and nothing that is not needed here. */
export function configurationOf(
  { storage, rules, pages }: Extensions,
  { jwks, cookies }: Configuration,
  allowPrivateTargets: boolean,
  mount: string,
): Configuration {
  return {
    jwks,
    adapter: (kind: string) => storage.of(kind),
    cookies: {
      ...cookies,
      names: { session: 'motorpool_oidc', interaction: 'motorpool_oidc_step', resume: 'motorpool_oidc_resume' },
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: mount },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    responseTypes: ['code'],
    scopes: [...scopes],
    claims: { acr: null, ...Object.fromEntries(scopes.map((scope) => [scope, [...SCOPES[scope].claims]])) },
    // Some clients only read the ID token, so it contains the granted claims too.
    conformIdTokenClaims: false,
    subjectTypes: ['public'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    allowOmittingSingleRegisteredRedirectUri: false,
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    pkce: { required: (_ctx, client) => client.pkce_required !== false },
    extraClientMetadata: { properties: [...OWN_METADATA] },
    routes: { userinfo: '/userinfo' },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      claimsParameter: { enabled: false },
      clientCredentials: { enabled: true },
      backchannelLogout: { enabled: true },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => rules.mayIntrospect(client, token),
      },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) => pages.signOut(ctx),
        postLogoutSuccessSource: (ctx) => pages.signedOut(ctx),
      },
    },
    interactions: { policy: rules.policy(), url: (_ctx, { uid }) => `${mount}/interaction/${uid}` },
    findAccount: (ctx, sub) => rules.account(ctx, sub),
    loadExistingGrant: (ctx) => rules.grant(ctx),
    rotateRefreshToken: true,
    clientBasedCORS: (_ctx, origin, { redirectUris }) => redirectUris!.some((uri) => sourceOf(uri) === origin),
    renderError: (ctx: KoaContextWithOIDC, out) => pages.error(ctx, out),
    fetch: (url, options) => outward(url, options, allowPrivateTargets),
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: MINUTE,
      ClientCredentials: 10 * MINUTE,
      IdToken: HOUR,
      Interaction: HOUR,
      // The longest session, plus the life of a refresh token from its last minute.
      Grant: 61 * DAY,
      Session: 30 * DAY,
      // Absolute: a rotated refresh token lives no longer than the first one.
      RefreshToken: (ctx) => ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? 30 * DAY,
    },
  };
}

type Fetch = NonNullable<Configuration['fetch']>;

/**
 * The library's own fetch, which refuses names that lead to a private address by checking the connection itself.
 *
 * @throws Error if the library does not provide it and private addresses are not allowed
 */
function outward(url: Parameters<Fetch>[0], options: Parameters<Fetch>[1], allowPrivate: boolean): Promise<Response> {
  const { dispatcher, ...plain } = options as RequestInit & { dispatcher?: unknown };
  if (allowPrivate) return globalThis.fetch(url, plain);
  if (!dispatcher) throw new errors.InvalidRequest('there is no guard against private addresses in this runtime');
  return globalThis.fetch(url, options);
}
