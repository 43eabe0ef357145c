import { randomBytes } from 'node:crypto';
import type { TestApp } from './app.js';
import { type GivenUser, PASSWORD } from './given.js';
import { CALLBACK, type GivenClient, givenClient, type Hop, parametersOf, PlainBrowser } from './openid.js';
import { type Signed, signedBy } from './signed.js';

type Host = Pick<TestApp, 'origin' | 'admin'>;

/** A request as it was made, and what has to come back with its answer. */
export interface Asked {
  url: URL;
  state: string;
  nonce: string | undefined;
}

export interface IdToken extends Signed {
  claims: Record<string, unknown> & { iss: string; aud: string; sub: string; iat: number; exp: number };
}

export interface Given {
  access: string;
  refresh: string | undefined;
  hint: string;
  idToken: IdToken;
}

/**
 * The conformance suite's relying party, by hand, so that every byte is looked at: a confidential client that is let off
 * PKCE, because the suite sends none.
 */
export class ConformanceClient {
  private constructor(
    readonly app: Host,
    readonly client: GivenClient,
  ) {}

  static async given(app: Host, fields: object = {}): Promise<ConformanceClient> {
    return new ConformanceClient(app, await givenClient(app, { pkceRequired: false, ...fields }));
  }

  get issuer(): string {
    return `${this.app.origin}/oidc`;
  }

  /** @param more parameters beside the usual; undefined leaves one out */
  ask(scope = 'openid', more: Record<string, string | undefined> = {}): Asked {
    const [state, nonce] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
    const { clientId: client_id } = this.client;
    const asked = { client_id, redirect_uri: CALLBACK, response_type: 'code', scope, state, nonce, ...more };
    const said = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const url = new URL(`${this.issuer}/auth?${new URLSearchParams(said).toString()}`);
    return { url, state, nonce: asked.nonce };
  }

  /** As a person who signs in and agrees where they are asked to, until the way leads out of the service. */
  async arrive(browser: PlainBrowser, user: GivenUser, { url }: Asked): Promise<Hop> {
    return this.goOn(browser, user, await browser.visit(url.href));
  }

  async goOn(browser: PlainBrowser, user: GivenUser, hop: Hop): Promise<Hop> {
    const isSignIn = ({ url }: Hop) => new URL(url).pathname === '/sign-in';
    const on = isSignIn(hop) ? await browser.signIn(hop, user.email, PASSWORD) : hop;
    return on.location ? on : browser.submit(`${on.url}/consent`, {});
  }

  async signIn(user: GivenUser, asked = this.ask(), browser = new PlainBrowser(this.app.origin)): Promise<Given> {
    return this.redeem(asked, await this.arrive(browser, user, asked));
  }

  /** @throws Error unless the answer is one of this request, and leads to tokens that hold */
  async redeem(asked: Asked, hop: Hop, more: Record<string, string> = {}): Promise<Given> {
    const { status, headers, body } = await this.token({ ...codeForm(this.codeOf(asked, hop)), ...more });
    if (status !== 200) throw new Error(`The token endpoint answered ${status}: ${JSON.stringify(body)}`);
    const hasForm = /no-store/.test(headers.get('cache-control') ?? '') && body.token_type === 'Bearer';
    if (!hasForm) throw new Error('A token answer that caches may keep, or of no known type.');
    return this.given(body, asked.nonce);
  }

  async given(body: Record<string, string>, nonce: string | undefined): Promise<Given> {
    const { access_token: access, refresh_token: refresh, id_token: hint } = body;
    const idToken = await this.verified(hint!);
    if (idToken.claims.nonce !== nonce) throw new Error('The ID token is for another request.');
    return { access: access!, refresh, hint: hint!, idToken };
  }

  codeOf({ state }: Asked, hop: Hop): string {
    const told = parametersOf(hop);
    const isMine = hop.location?.startsWith(`${CALLBACK}?`) && told.state === state && told.iss === this.issuer;
    if (!isMine || !told.code) throw new Error(`No code for this request: ${hop.status} ${hop.location ?? hop.text}`);
    return told.code;
  }

  /** To the token endpoint, with the secret in the header unless the form has it. */
  async token(form: Record<string, string>) {
    const { clientId, clientSecret } = this.client;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: 'client_secret' in form ? {} : { authorization: basic },
      body: new URLSearchParams(form),
    });
    const body = (await response.json()) as Record<string, string>;
    return { status: response.status, headers: response.headers, body };
  }

  async userInfo(token: string) {
    const response = await fetch(`${this.issuer}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async discovery(): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.issuer}/.well-known/openid-configuration`);
    return (await response.json()) as Record<string, unknown>;
  }

  /** @throws Error unless a published key signed it, for this client, by this issuer, and it counts now */
  async verified(jwt: string): Promise<IdToken> {
    const token = (await signedBy(this.issuer, jwt)) as IdToken;
    const { iss, aud, iat, exp } = token.claims;
    const now = Date.now() / 1000;
    const isForNow = exp > now && Math.abs(iat - now) < 60;
    if (!isForNow || iss !== this.issuer || aud !== this.client.clientId) {
      throw new Error(`A token for others, or another time: ${JSON.stringify(token.claims)}`);
    }
    return token;
  }
}

export const codeForm = (code: string) => ({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK });
