import { Injectable } from '@nestjs/common';
import { type Client, errors, type Grant, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { ClientLimits } from '../../domain/client-limits.js';
import { knownScopes } from '../../domain/scopes.js';
import { Accounts } from '../../use-cases/accounts.js';
import { Consents } from '../../use-cases/consents.js';

const { base, Check, Prompt } = interactionPolicy;

const S256_CHALLENGE = /^[\w-]{43}$/;

/** The reason that the sign-in page shows if a signed-in person may not continue. */
export const NOT_ALLOWED = 'not_allowed';

/** Who may use a client, and with which scopes (OP-2 … OP-5). */
@Injectable()
export class Rules {
  constructor(
    private readonly accounts: Accounts,
    private readonly consents: Consents,
  ) {}

  /** Called at every step, so that people who may no longer sign in get no further token. */
  async account(ctx: KoaContextWithOIDC, sub: string) {
    const claims = await this.accounts.find(sub, limitsOf(ctx.oidc.client));
    return claims && { accountId: claims.sub, claims: () => ({ ...claims }) };
  }

  /** What introspection answers: a client's own tokens, if their person may still use the client. */
  async mayIntrospect(client: Client, token: { clientId?: string; accountId?: string }): Promise<boolean> {
    if (client.clientAuthMethod === 'none' || token.clientId !== client.clientId) return false;
    const { accountId } = token;
    return accountId === undefined || (await this.accounts.find(accountId, limitsOf(client))) !== undefined;
  }

  /** Sign in, then be allowed to use the client, then give consent. */
  policy() {
    const prompts = base();
    prompts
      .get('login')!
      .checks.push(new Check('unbound', 'a code must be bound', 'invalid_request', (ctx) => ensureBound(ctx)));
    const check = new Check('not_for_them', 'the client is not for this person', 'access_denied', (ctx) =>
      this.#isKeptOut(ctx),
    );
    prompts.add(new Prompt({ name: NOT_ALLOWED, requestable: false }, check), 1);
    return prompts;
  }

  /** A grant from the person's earlier consent (OP-4); the organisation's own clients need none. */
  async grant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
    const { client, session, account, provider, requestParamOIDCScopes } = ctx.oidc;
    const asked = knownScopes([...requestParamOIDCScopes].join(' '));
    const { accountId } = account!;
    const { clientId } = client!;
    const agreed = client!.first_party ? asked : await this.consents.scopes(accountId, clientId);
    const given = asked.filter((scope) => agreed.includes(scope));
    const known = session!.grantIdFor(clientId);
    const found = known === undefined ? undefined : await provider.Grant.find(known);
    const kept = found?.accountId === accountId && found.clientId === clientId ? found : undefined;
    if (given.length === 0) return kept;
    const grant = kept ?? new provider.Grant({ accountId, clientId });
    const had = new Set(grant.getOIDCScopeEncountered().split(' '));
    if (kept && given.every((scope) => had.has(scope))) return kept;
    grant.addOIDCScope(given.join(' '));
    await grant.save();
    return grant;
  }

  async #isKeptOut({ oidc }: KoaContextWithOIDC): Promise<boolean> {
    const { accountId } = oidc.session!;
    return accountId !== undefined && (await this.accounts.find(accountId, limitsOf(oidc.client))) === undefined;
  }
}

const limitsOf = (client: Client | undefined): ClientLimits => ({
  roleKeys: (client?.role_keys as string[] | undefined) ?? [],
  groupIds: (client?.group_ids as string[] | undefined) ?? [],
});

/**
 * Whether the code is bound to the browser: with PKCE and a valid S256 challenge, or else with a nonce.
 *
 * @throws InvalidRequest
 */
function ensureBound({ oidc }: KoaContextWithOIDC): boolean {
  const { code_challenge: challenge, nonce } = oidc.params!;
  if (!challenge && !nonce) throw new errors.InvalidRequest('a client that does not use PKCE must send a nonce');
  if (challenge && !S256_CHALLENGE.test(challenge as string)) {
    throw new errors.InvalidRequest('code_challenge must be 43 characters of base64url, as S256 makes them');
  }
  return Check.NO_NEED_TO_PROMPT;
}
