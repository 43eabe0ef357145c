import { randomBytes } from 'node:crypto';
import * as oidc from 'openid-client';
import type { TestApp } from './app.js';
import { type GivenUser, PASSWORD } from './given.js';

/** One answer of the way, as a browser would have got it. */
export interface Hop {
  status: number;
  url: string;
  location: string | null;
  text: string;
  headers: Headers;
}

/** A browser without a screen: keeps cookies as browsers do, follows redirects by hand, and stops where it leaves. */
export class PlainBrowser {
  readonly cookies = new Map<string, { value: string; path: string }>();

  constructor(readonly origin: string) {}

  /** @param more headers, of a page elsewhere for instance that has the form */
  async go(url: string, form?: Record<string, string>, more: Record<string, string> = {}): Promise<Hop> {
    const target = new URL(url, this.origin);
    const sent = [...this.cookies].filter(([, { path }]) => target.pathname.startsWith(path));
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetch(target, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(cookie && { cookie }),
        ...(form && { origin: 'null', 'sec-fetch-site': 'same-origin' }),
        ...more,
      },
      body: form && new URLSearchParams(form),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const { status, headers } = response;
    return { status, url: target.href, location: headers.get('location'), text: await response.text(), headers };
  }

  /** Until a page is shown, or the way leads out of the service. */
  async follow(hop: Hop): Promise<Hop> {
    for (let left = 10; left > 0 && hop.location; left -= 1) {
      const next = new URL(hop.location, hop.url);
      if (next.origin !== this.origin) return hop;
      hop = await this.go(next.href);
    }
    return hop;
  }

  visit = async (url: string): Promise<Hop> => this.follow(await this.go(url));
  submit = async (path: string, form: Record<string, string>): Promise<Hop> => this.follow(await this.go(path, form));

  /** From the sign-in page on, that the way has led to. */
  signIn({ url }: Hop, email: string, password: string): Promise<Hop> {
    const next = new URL(url).searchParams.get('next') ?? '';
    return this.submit('/sign-in', { email, password, next });
  }

  #keep(line: string): void {
    const [pair, ...attributes] = line.split(';');
    const [name, value] = pair!.split(/=(.*)/s) as [string, string];
    const path = /path=([^;]+)/i.exec(attributes.join(';'))?.[1] ?? '/';
    const isGone = attributes.some((attribute) => /max-age=0|expires=thu, 01 jan 1970/i.test(attribute));
    if (isGone || value === '') this.cookies.delete(name);
    else this.cookies.set(name, { value, path });
  }
}

export const CALLBACK = 'https://club.example/callback';

export interface GivenClient {
  id: string;
  clientId: string;
  clientSecret: string | null;
}

/** What of a running service a relying party needs. */
type Host = Pick<TestApp, 'origin' | 'admin'>;

export async function givenClient(app: Host, fields: object = {}): Promise<GivenClient> {
  const name = `Club ${randomBytes(3).toString('hex')}`;
  const body = { name, type: 'confidential', redirectUris: [CALLBACK], ...fields };
  return (await app.admin.expect(201, 'POST', '/oidc-clients', body)) as GivenClient;
}

/** A client with everything that one can have. */
export const clientDetails = ({ groupId, people }: { groupId: string; people: { contact: string } }) => ({
  name: `Club ${randomBytes(3).toString('hex')}`,
  redirectUris: [CALLBACK],
  postLogoutRedirectUris: ['https://club.example/'],
  backchannelLogoutUri: 'https://club.example/logout',
  roleKeys: ['booker'],
  groupIds: [groupId],
  firstParty: false,
  pkceRequired: true,
  serviceAccountId: people.contact,
});

export interface Begun {
  config: oidc.Configuration;
  checks: oidc.AuthorizationCodeGrantChecks;
  url: URL;
}

export type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

/** A relying party, by a library that holds the provider to the standard. */
export class Club {
  private constructor(
    readonly app: Host,
    readonly client: GivenClient,
    readonly config: oidc.Configuration,
  ) {}

  static async of(app: Host, client: GivenClient, origin = app.origin): Promise<Club> {
    const { clientId, clientSecret } = client;
    const how = clientSecret ? undefined : oidc.None();
    const options = { execute: [oidc.allowInsecureRequests] };
    const issuer = new URL(`${origin}/oidc`);
    return new Club(app, client, await oidc.discovery(issuer, clientId, clientSecret ?? undefined, how, options));
  }

  static async given(app: Host, fields: object = {}): Promise<Club> {
    return Club.of(app, await givenClient(app, fields));
  }

  async begin(scope = 'openid', more: Record<string, string> = {}): Promise<Begun> {
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
    const url = oidc.buildAuthorizationUrl(this.config, {
      redirect_uri: CALLBACK,
      scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
      ...more,
    });
    return { config: this.config, checks: { pkceCodeVerifier, expectedState, expectedNonce }, url };
  }

  /** All the way to the client's own address, agreeing to what is asked. */
  async arrive(browser: PlainBrowser, user: GivenUser, begun: Begun): Promise<Hop> {
    let hop = await browser.visit(begun.url.href);
    if (new URL(hop.url).pathname === '/sign-in') hop = await browser.signIn(hop, user.email, PASSWORD);
    return hop.location ? hop : browser.submit(`${hop.url}/consent`, {});
  }

  redeem({ config, checks }: Begun, hop: Hop): Promise<Tokens> {
    return oidc.authorizationCodeGrant(config, new URL(hop.location!), checks);
  }

  async signIn(
    user: GivenUser,
    scope?: string,
    more?: Record<string, string>,
    browser?: PlainBrowser,
  ): Promise<Tokens> {
    const begun = await this.begin(scope, more);
    return this.redeem(begun, await this.arrive(browser ?? new PlainBrowser(this.app.origin), user, begun));
  }

  /** Straight to an endpoint, with nothing that a library would refuse to send. */
  async post(endpoint: string, form: Record<string, string> | URLSearchParams, origin = this.app.origin) {
    const { clientId, clientSecret } = this.client;
    const body = new URLSearchParams(form);
    if (!clientSecret) body.append('client_id', clientId);
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const response = await fetch(`${origin}/oidc/${endpoint}`, {
      method: 'POST',
      ...(clientSecret && { headers: { authorization: `Basic ${basic}` } }),
      body,
    });
    const text = await response.text();
    const told = (text ? JSON.parse(text) : {}) as Record<string, string>;
    return { status: response.status, headers: response.headers, body: told };
  }

  async userInfo(token: string, origin = this.app.origin): Promise<number> {
    return (await fetch(`${origin}/oidc/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status;
  }
}

export const parametersOf = (hop: Hop): Record<string, string> =>
  Object.fromEntries(hop.location ? new URL(hop.location).searchParams : []);
